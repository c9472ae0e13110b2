package org.framebudget.sim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.framebudget.sim.report.TextStyle;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final AtomicLong nowNs = new AtomicLong();

    private ProgressBar bar(boolean interactive) {
        Terminal terminal =
                new Terminal(OutputStream.nullOutputStream(), err, new TextStyle(false, false), interactive);
        return new ProgressBar(terminal, "simulating", nowNs::get);
    }

    private String drawn() {
        String text = err.toString(StandardCharsets.UTF_8);
        err.reset();
        return text;
    }

    @Test
    void itAppearsAfterASecondRedrawsTenTimesASecondAndLeavesNoTrace() {
        ProgressBar bar = bar(true);
        nowNs.set(999_999_999L);
        bar.show(0.4);
        assertEquals("", drawn());
        nowNs.set(1_000_000_000L);
        bar.show(0.5);
        assertEquals("\r\u001b[Ksimulating [###############...............]  50 %", drawn());
        nowNs.set(1_050_000_000L);
        bar.show(0.6);
        assertEquals("", drawn());
        nowNs.set(1_100_000_000L);
        bar.show(7);
        assertEquals("\r\u001b[Ksimulating [##############################] 100 %", drawn());
        bar.close();
        assertEquals("\r\u001b[K", drawn());
        bar.close();
        assertEquals("", drawn());
    }

    @Test
    void itStaysAwayFromAFileAndFromShortWork() {
        ProgressBar toFile = bar(false);
        nowNs.set(5_000_000_000L);
        toFile.show(0.5);
        toFile.close();
        bar(true).close();
        assertEquals("", drawn());
    }
}
