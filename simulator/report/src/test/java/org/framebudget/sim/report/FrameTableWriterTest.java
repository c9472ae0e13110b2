package org.framebudget.sim.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameTableWriterTest {
    @TempDir
    Path folder;

    private static FrameColumns two() {
        return new FrameColumns(
                new long[] {0, 1},
                new int[] {1, 0},
                new long[] {0, 33_333_333},
                new long[] {50_000_000, 83_333_333},
                new long[] {50_000_001, FrameColumns.NONE},
                new long[] {71_234_567, 90_000_000},
                new long[] {21_234_567, FrameColumns.NONE},
                new long[] {61_234_567, FrameColumns.NONE},
                new int[] {0, 1},
                new int[] {0, 2},
                new double[] {0.6, Double.NaN},
                new int[] {0, FrameColumns.NONE},
                List.of("plain", "with, comma \"and\" quotes"),
                List.of("on_time", "dropped"),
                List.of("skin policy"));
    }

    @Test
    void csvHoldsEveryNanosecondAndQuotesWhatItMust() throws IOException {
        Path file = folder.resolve("frames.csv");
        FrameTableWriter.write(file, two());
        assertEquals("""
                frame,stream,capture_s,delivery_s,start_s,end_s,latency_ms,photon_to_result_ms,outcome,queue,clock_fraction,limiter
                0,"with, comma ""and"" quotes",0.000000000,0.050000000,0.050000001,0.071234567,21.234567,61.234567,on_time,0,0.6,skin policy
                1,plain,0.033333333,0.083333333,,0.090000000,,,dropped,2,,
                """, Files.readString(file));
    }

    @Test
    void parquetHoldsTheSameRows() throws SQLException {
        Path file = folder.resolve("it's frames.parquet");
        try (FrameTableWriter writer = FrameTableWriter.open(file)) {
            writer.append(two());
            writer.append(two());
            writer.commit();
        }
        String from = " FROM '" + file.toString().replace("'", "''") + "'";
        try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = database.createStatement()) {
            try (ResultSet columns =
                    statement.executeQuery("SELECT column_name FROM (DESCRIBE SELECT *" + from + ")")) {
                for (String name : FrameTableWriter.COLUMNS) {
                    assertTrue(columns.next());
                    assertEquals(name, columns.getString(1));
                }
                assertFalse(columns.next());
            }
            try (ResultSet rows = statement.executeQuery("SELECT *" + from + " ORDER BY frame")) {
                assertTrue(rows.next());
                assertEquals("with, comma \"and\" quotes", rows.getString("stream"));
                assertEquals(21.234567, rows.getDouble("latency_ms"), 1e-9);
                assertEquals(0.6, rows.getDouble("clock_fraction"));
                assertTrue(rows.next());
                assertTrue(rows.next());
                assertEquals("dropped", rows.getString("outcome"));
                assertNull(rows.getObject("start_s"));
                assertNull(rows.getObject("clock_fraction"));
                assertNull(rows.getObject("limiter"));
                assertTrue(rows.next());
                assertFalse(rows.next());
            }
        }
    }

    @Test
    void withoutCommitNothingRemains() throws IOException {
        for (String name : List.of("a.csv", "a.parquet")) {
            try (FrameTableWriter writer = FrameTableWriter.open(folder.resolve(name))) {
                writer.append(two());
            }
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(0, files.count());
        }
    }

    @Test
    void badPlacesAreRefusedWithOneMessage() throws IOException {
        assertEquals(
                "frames.txt: a frame table ends in .csv or .parquet.",
                assertThrows(InputException.class, () -> FrameTableWriter.open(Path.of("frames.txt")))
                        .getMessage());
        Path directory = Files.createDirectory(folder.resolve("d.parquet"));
        assertThrows(InputException.class, () -> FrameTableWriter.open(directory));
        assertThrows(InputException.class, () -> FrameTableWriter.open(folder.resolve("absent/frames.csv")));
    }

    @Test
    void aFullDiskIsTheMachinesFault() throws IOException {
        Path full = Path.of("/dev/full");
        Assumptions.assumeTrue(Files.exists(full), "needs Linux");
        Path link = Files.createSymbolicLink(folder.resolve("full.csv"), full);
        MachineException failure = assertThrows(MachineException.class, () -> {
            try (FrameTableWriter writer = FrameTableWriter.open(link)) {
                for (int i = 0; i < 2000; i++) {
                    writer.append(two());
                }
                writer.commit();
            }
        });
        assertTrue(failure.getMessage().contains("no space left"), failure.getMessage());
    }

    @Test
    void columnsOfDifferentLengthAreABug() {
        FrameColumns c = two();
        assertThrows(
                IllegalArgumentException.class,
                () -> new FrameColumns(
                        new long[] {0},
                        c.stream(),
                        c.captureNs(),
                        c.deliveryNs(),
                        c.startNs(),
                        c.endNs(),
                        c.latencyNs(),
                        c.photonToResultNs(),
                        c.outcome(),
                        c.queueLength(),
                        c.clockFraction(),
                        c.limiter(),
                        c.streams(),
                        c.outcomes(),
                        c.limiters()));
    }
}
