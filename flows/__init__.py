"""The steps of `voc.pipeline` as Prefect flows. The library itself knows no Prefect."""
