# Upper bounds and alarms of the reference for the first series of the bench: Rscript values.R SERIES.csv OUT.csv N
suppressMessages(library(surveillance))
args <- commandArgs(TRUE)
n <- as.integer(args[3])
x <- as.matrix(read.csv(args[1])[, -1])[, 1:n, drop = FALSE]
weekly <- new("sts", observed = x, freq = 52, start = c(2000, 1))
last <- (nrow(x) - 51):nrow(x)
table <- NULL
keep <- function(task, found, times) {
  for (j in 1:n) {
    table <<- rbind(table, data.frame(
      task = task, series = j, t = times,
      upper = sprintf("%.15g", upperbound(found)[, j]), alarm = as.integer(alarms(found)[, j])
    ))
  }
}
for (m in c("C1", "C2", "C3")) {
  keep(m, earsC(weekly, list(method = m)), (8 + c(C1 = 0, C2 = 2, C3 = 4)[[m]]):nrow(x))
}
keep("default", suppressWarnings(farringtonFlexible(weekly, list(range = last, glmWarnings = FALSE))), last)
keep("noufaily", suppressWarnings(farringtonFlexible(weekly, list(
  range = last, b = 4, noPeriods = 10, pastWeeksNotIncluded = 26, pThresholdTrend = 1,
  thresholdMethod = "nbPlugin", alpha = 0.005, glmWarnings = FALSE
))), last)
write.csv(table, args[2], row.names = FALSE, quote = FALSE)
