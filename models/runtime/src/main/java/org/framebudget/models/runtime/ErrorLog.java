package org.framebudget.models.runtime;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** What the child printed on standard error: its first and last lines, however much it was. */
final class ErrorLog {
    private static final int HEAD_LINES = 100;
    private static final int TAIL_LINES = 200;
    private static final int LINE_CHARS = 500;
    private static final int QUOTED_LINES = 3;
    /** The source file of the build that the message comes from, which helps nobody who has no such file. */
    private static final Pattern SOURCE = Pattern.compile("\\S*/tensorflow/\\S+\\.(?:cc|h)(?::\\d+)? +");

    private final List<String> head = new ArrayList<>();
    private final List<String> tail = new ArrayList<>();

    /** Reads to the end; meant for a thread of its own. */
    void readAll(InputStream in) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                add(line.length() > LINE_CHARS ? line.substring(0, LINE_CHARS) : line);
            }
        } catch (IOException e) {
            add("(standard error could not be read: " + e.getMessage() + ")");
        }
    }

    private synchronized void add(String line) {
        notifyAll();
        if (head.size() < HEAD_LINES) {
            head.add(line);
            return;
        }
        if (tail.size() == TAIL_LINES) {
            tail.remove(0);
        }
        tail.add(line);
    }

    /** All that was kept. */
    synchronized List<String> lines() {
        List<String> all = new ArrayList<>(head);
        all.addAll(tail);
        return all;
    }

    /** What was kept after a line, once another has come; what there is where that does not come in time. */
    synchronized List<String> between(String from, String to, long limitNs) throws InterruptedException {
        long startNs = System.nanoTime();
        long leftNs = limitNs;
        while (leftNs > 0 && !lines().contains(to)) {
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(1_000_000, leftNs));
            leftNs = limitNs - (System.nanoTime() - startNs);
        }
        List<String> all = lines();
        return all.subList(all.lastIndexOf(from) + 1, all.size());
    }

    /** What the runtime reported as errors, each once, without the places in its sources; empty for none. */
    static String runtimeErrors(List<String> lines) {
        Set<String> errors = new LinkedHashSet<>();
        for (String line : lines) {
            if (line.startsWith("ERROR: ")) {
                String text = SOURCE.matcher(line.substring("ERROR: ".length())).replaceAll("");
                errors.add(text.strip().replaceAll("\\.$", ""));
            }
        }
        List<String> first = errors.stream().limit(QUOTED_LINES).toList();
        return String.join("; ", first);
    }
}
