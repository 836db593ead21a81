"""The pages, a module for each: functions from Asked to a response; `ROUTES` are their addresses."""
