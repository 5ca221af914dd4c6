# Weekly series with and without an outbreak, and the alarms of the reference on each:
#   Rscript simulate.R SEED REPLICATES OUT_PREFIX
# Series: negative binomial, 624 weeks, four means, two dispersions, with and without season and trend; the last 49
# weeks are judged. An outbreak of Poisson(k standard deviations) cases is spread over lognormal(0, 0.5) weeks.
suppressMessages(library(surveillance))
args <- commandArgs(TRUE)
set.seed(as.integer(args[1]))
weeks <- 624
judged <- 576:624
grid <- expand.grid(theta = c(0.1, 1.5, 3, 5), phi = c(1.5, 2.5), seas = c(0, 1), trend = c(0, 0.0005))
series <- list()
rows <- NULL
alarms_of <- function(y) {
  s <- sts(observed = matrix(y, ncol = 1), frequency = 52, start = c(2012, 1))
  found <- list()
  found$flexible <- alarms(suppressWarnings(farringtonFlexible(s, control = list(
    range = judged, b = 5, w = 3, noPeriods = 10, reweight = TRUE, weightsThreshold = 2.58, pastWeeksNotIncluded = 26,
    pThresholdTrend = 1, trend = TRUE, thresholdMethod = "nbPlugin", alpha = 0.01, limit54 = c(0, 4)
  ))))
  found$original <- alarms(suppressWarnings(farrington(s, control = list(
    range = judged, b = 5, w = 3, reweight = TRUE, alpha = 0.01, limit54 = c(0, 4), powertrans = "2/3"
  ))))
  for (m in c("C1", "C2", "C3")) {
    found[[m]] <- alarms(earsC(s, control = list(range = judged, method = m, baseline = 7, alpha = 0.001)))
  }
  found
}
keep <- function(y, k, start, outbreak) {
  series[[length(series) + 1]] <<- y
  found <- alarms_of(y)
  for (m in names(found)) {
    marks <- paste(ifelse(is.na(found[[m]]), "-", as.integer(found[[m]])), collapse = "")
    rows <<- rbind(rows, data.frame(
      id = length(series), method = m, k = k, start = start, outbreak = paste(outbreak, collapse = ";"), alarms = marks
    ))
  }
}
for (i in seq_len(as.integer(args[2]))) {
  for (g in seq_len(nrow(grid))) {
    p <- grid[g, ]
    t <- 1:weeks
    mu <- exp(p$theta + p$trend * t + p$seas * (0.3 * cos(2 * pi * t / 52) + 0.3 * sin(2 * pi * t / 52)))
    y <- rnbinom(weeks, mu = mu, size = mu / (p$phi - 1))
    keep(y, 0, 0, integer())
    k <- sample(c(3, 5, 10), 1)
    start <- sample(judged[1:40], 1)
    size <- rpois(1, k * sqrt(p$phi * mu[start]))
    if (size < 2) next
    at <- start + floor(rlnorm(size, 0, 0.5))
    at <- at[at <= weeks]
    for (x in at) y[x] <- y[x] + 1
    keep(y, k, start, sort(unique(at)))
  }
}
write.csv(do.call(cbind, series), paste0(args[3], "_series.csv"), row.names = FALSE)
write.csv(rows, paste0(args[3], "_alarms.csv"), row.names = FALSE, quote = FALSE)
