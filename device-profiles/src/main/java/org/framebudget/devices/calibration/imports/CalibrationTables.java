package org.framebudget.devices.calibration.imports;

import java.util.List;
import java.util.Locale;
import org.framebudget.devices.calibration.imports.CalibrationReport.Fitted;
import org.framebudget.devices.latency.LatencyRow;
import org.framebudget.devices.latency.Roofline;
import org.framebudget.devices.latency.SeriesFit;

/** The figures of a fit as CSV, for other programs. Logarithms are natural, units those of {@link Roofline.Parameter}. */
public final class CalibrationTables {
    private CalibrationTables() {}

    /** One row for each parameter of each series. */
    public static String parameters(CalibrationReport report) {
        StringBuilder text = new StringBuilder(
                "unit,precision,threads,parameter,value,low95,high95,log_value,log_sd,prior_log_value,prior_log_sd\n");
        for (Fitted fitted : report.fits()) {
            for (SeriesFit.Value value : fitted.fit().values()) {
                text.append(series(fitted))
                        .append(',')
                        .append(value.parameter().name().toLowerCase(Locale.ROOT))
                        .append(numbers(
                                value.value(),
                                value.low(),
                                value.high(),
                                value.log(),
                                value.sdFraction(),
                                value.priorLog(),
                                value.priorSdFraction()))
                        .append('\n');
            }
        }
        return text.toString();
    }

    /** Covariance of the logarithms, one row and one column for each parameter of a series. */
    public static String covariance(CalibrationReport report) {
        StringBuilder text = new StringBuilder("unit,precision,threads,parameter");
        for (Roofline.Parameter parameter : Roofline.Parameter.values()) {
            text.append(',').append(parameter.name().toLowerCase(Locale.ROOT));
        }
        text.append('\n');
        for (Fitted fitted : report.fits()) {
            List<Roofline.Parameter> used = fitted.fit().series().roofline().used();
            var covariance = fitted.fit().fit().covariance();
            for (Roofline.Parameter row : used) {
                text.append(series(fitted)).append(',').append(row.name().toLowerCase(Locale.ROOT));
                for (Roofline.Parameter column : Roofline.Parameter.values()) {
                    text.append(
                            used.contains(column)
                                    ? numbers(covariance.getEntry(row.ordinal(), column.ordinal()))
                                    : ",");
                }
                text.append('\n');
            }
        }
        return text.toString();
    }

    /** One row for each measurement: as fitted, and as the others alone predict it. */
    public static String residuals(CalibrationReport report) {
        StringBuilder text =
                new StringBuilder("unit,precision,threads,network,input_width_px,input_height_px,measured_ms,"
                        + "fitted_ms,log_residual,left_out_ms,left_out_low95_ms,left_out_high95_ms,left_out_basis\n");
        for (Fitted fitted : report.fits()) {
            for (SeriesFit.LeftOutRow left : fitted.leftOut()) {
                LatencyRow row = left.row();
                text.append(series(fitted))
                        .append(',')
                        .append(row.network())
                        .append(',')
                        .append(row.inputWidthPx())
                        .append(',')
                        .append(row.inputHeightPx())
                        .append(numbers(
                                row.latencyMs(),
                                left.fittedMs(),
                                StrictMath.log(row.latencyMs() / left.fittedMs()),
                                left.predictedMs(),
                                left.lowMs(),
                                left.highMs()))
                        .append(',')
                        .append(left.basis().text())
                        .append('\n');
            }
        }
        return text.toString();
    }

    private static String series(Fitted fitted) {
        return fitted.fit().unit().id() + "," + fitted.fit().series().precision() + ","
                + fitted.fit().series().threads();
    }

    private static String numbers(double... values) {
        StringBuilder text = new StringBuilder();
        for (double value : values) {
            text.append(',').append(String.format(Locale.ROOT, "%.6g", value));
        }
        return text.toString();
    }
}
