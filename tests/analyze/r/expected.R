# Expected values for tests/analyze/test_against_r.py, from input.csv (make_input.py).
# Run once: Rscript expected.R (R 4.2.2, MASS 7.3-58.2, sandwich 3.0-2); its output, expected.csv, is committed.
library(MASS)
library(sandwich)
options(digits = 15)

survey <- read.csv("input.csv")
topics <- paste0("t", 1:7)
months <- c("month2", "month3")
survey$month2 <- as.numeric(survey$month == 2)
survey$month3 <- as.numeric(survey$month == 3)
out <- data.frame(figure = character(), name = character(), value = numeric())
say <- function(figure, names, values) {
  out <<- rbind(out, data.frame(figure = figure, name = names, value = as.numeric(values)))
}

# least squares, with the errors of each answer by itself and of people
fitted <- lm(reformulate(c(topics, months), "y"), survey)
say("effect", topics, coef(fitted)[topics])
say("hc3", topics, sqrt(diag(vcovHC(fitted, type = "HC3")))[topics])
say("cr1", topics, sqrt(diag(vcovCL(fitted, cluster = survey$person, type = "HC1")))[topics])

# ordered logit
survey$class <- factor(survey$y, ordered = TRUE)
logit <- polr(reformulate(c(topics, months), "class"), survey, method = "logistic", Hess = TRUE,
              control = list(reltol = 1e-15, maxit = 1000))
say("logit", topics, coef(logit)[topics])
say("logit_error", topics, sqrt(diag(vcov(logit)))[topics])
say("threshold", c("low", "high"), logit$zeta)

# what each topic has of R squared, months partialled out of topics and outcome
rest <- function(name) resid(lm(reformulate(months, name), survey))
less <- sapply(c(topics, "y"), rest)
r <- cor(less)
among <- r[topics, topics]
with_y <- r[topics, "y"]

# Johnson (2000): X = Z L with Z orthonormal and closest to X, so that L is the square root of the correlations;
# Z explains y by b = L^-1 r, and a topic has of each b^2 the square of its own loading
e <- eigen(among, symmetric = TRUE)
loading <- e$vectors %*% diag(sqrt(e$values)) %*% t(e$vectors)
say("johnson", topics, loading^2 %*% solve(loading, with_y)^2)

# LMG: what a topic adds to R squared, over all subsets of the others, each size weighted alike
explained <- function(some) {
  if (length(some) == 0) return(0)
  summary(lm(reformulate(topics[some], "y"), as.data.frame(less)))$r.squared
}
k <- length(topics)
subsets <- lapply(0:(2^k - 1), function(i) which(bitwAnd(i, 2^(0:(k - 1))) > 0))
r2 <- sapply(subsets, explained)
lmg <- sapply(1:k, function(j) {
  without <- which(!sapply(subsets, function(s) j %in% s))
  sum(sapply(without, function(i) {
    size <- length(subsets[[i]])
    weight <- factorial(size) * factorial(k - size - 1) / factorial(k)
    weight * (r2[i + 2^(j - 1)] - r2[i])
  }))
})
say("lmg", topics, lmg)
say("r_squared", "all", explained(1:k))

write.csv(format(out, digits = 15, trim = TRUE), "expected.csv", row.names = FALSE, quote = FALSE)
