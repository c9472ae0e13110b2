package org.framebudget.sim.report;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.framebudget.models.SafeFiles;

/** Frames as CSV (RFC 4180, but with line feeds alone): exact decimals, no rounding of nanoseconds. */
final class CsvFrames extends FrameTableWriter {
    private static final int NS_DIGITS_IN_S = 9;
    private static final int NS_DIGITS_IN_MS = 6;

    private final Path file;
    private final SafeFiles.Pending pending;
    private final OutputStream out;
    private final StringBuilder line = new StringBuilder();

    CsvFrames(Path file, SafeFiles.Pending pending) {
        this.file = file;
        this.pending = pending;
        try {
            this.out = pending.open();
        } catch (IOException e) {
            pending.close();
            throw SafeFiles.cannotWrite(file, e);
        }
        line.append(String.join(",", COLUMNS)).append('\n');
        writeLine();
    }

    @Override
    public void append(FrameColumns c) {
        for (int i = 0; i < c.size(); i++) {
            line.append(c.frame()[i]);
            text(c.stream()[i], c.streams());
            decimal(c.captureNs()[i], NS_DIGITS_IN_S);
            decimal(c.deliveryNs()[i], NS_DIGITS_IN_S);
            decimal(c.startNs()[i], NS_DIGITS_IN_S);
            decimal(c.endNs()[i], NS_DIGITS_IN_S);
            decimal(c.latencyNs()[i], NS_DIGITS_IN_MS);
            decimal(c.photonToResultNs()[i], NS_DIGITS_IN_MS);
            text(c.outcome()[i], c.outcomes());
            line.append(',').append(c.queueLength()[i]).append(',');
            if (Double.isFinite(c.clockFraction()[i])) {
                line.append(BigDecimal.valueOf(c.clockFraction()[i]).toPlainString());
            }
            text(c.limiter()[i], c.limiters());
            line.append('\n');
            writeLine();
        }
    }

    private void text(int index, List<String> dictionary) {
        line.append(',');
        if (index != FrameColumns.NONE) {
            line.append(quoted(dictionary.get(index)));
        }
    }

    /** {@code valueNs} moved by {@code digits} decimal places, exactly. */
    private void decimal(long valueNs, int digits) {
        line.append(',');
        if (valueNs == FrameColumns.NONE) {
            return;
        }
        String number = Long.toString(valueNs);
        int missing = digits + 1 - number.length();
        String padded = missing > 0 ? "0".repeat(missing) + number : number;
        int point = padded.length() - digits;
        line.append(padded, 0, point).append('.').append(padded, point, padded.length());
    }

    static String quoted(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    private void writeLine() {
        try {
            out.write(line.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw SafeFiles.cannotWrite(file, e);
        }
        line.setLength(0);
    }

    @Override
    public void commit() {
        try {
            out.close();
        } catch (IOException e) {
            throw SafeFiles.cannotWrite(file, e);
        }
        pending.commit();
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            // commit() reports what fails; here the file is thrown away anyway
            line.setLength(0);
        } finally {
            pending.close();
        }
    }
}
