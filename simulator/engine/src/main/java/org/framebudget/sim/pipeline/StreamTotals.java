package org.framebudget.sim.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.framebudget.sim.results.LatencyHistogram;

/** One stream summed over replications. */
final class StreamTotals {
    long requested;
    long captured;
    long onTime;
    long late;
    long dropped;
    long skipped;
    long inFlight;

    /** Of those in flight, frames whose budget has run out. */
    long overdue;

    long useful;
    long uses;
    long staleUses;
    long presentations;
    long janks;
    long consecutiveMissMax;

    int replications;

    /** Something was drawn, so that replications may differ. */
    boolean drawn;

    /** Sum over replications of the share of frames that saw motion. */
    double movingFraction;

    final LatencyHistogram latencyNs = new LatencyHistogram();

    /** To be added to every entry of {@code photonToResultNs}. */
    long photonLeadNs;

    final LatencyHistogram photonToResultNs = new LatencyHistogram();
    final LatencyHistogram budgetNs = new LatencyHistogram();
    final LatencyHistogram resultGapNs = new LatencyHistogram();

    /** Miss fraction of each replication that captured any frame. */
    final List<Double> missFractions = new ArrayList<>();

    final List<StageTotals> stages = new ArrayList<>();

    /** By position among the stream's rules. */
    final List<RuleTotals> rules = new ArrayList<>();

    /** By position of the outage. */
    final Map<Integer, FailureTotals> failures = new TreeMap<>();

    /** One stage of the stream. */
    static final class StageTotals {
        final String id;
        final Unit unit;
        long frames;
        long waitNs;
        long jobs;
        long jobSumNs;
        long tailSumNs;
        long drawnFrames;
        long drawnJobs;
        long sentBytes;
        final int senderDevice;
        final LatencyHistogram serviceNs = new LatencyHistogram();

        StageTotals(StreamStage stage) {
            id = stage.id;
            unit = stage.unit;
            senderDevice = stage.senderDevice;
        }
    }

    void add(Run run, int index) {
        Stream stream = run.streams.get(index);
        StreamStats stats = stream.stats;
        Camera camera = run.cameraOfStream.get(index);
        long capturedNow = run.captured(index);
        requested += run.requested(index);
        captured += capturedNow;
        onTime += stats.onTime;
        late += stats.late;
        dropped += stats.dropped;
        skipped += stats.skipped;
        replications++;
        drawn |= run.drawn();
        movingFraction += camera.movingFraction();
        inFlight += camera.undelivered(run.nowNs())
                + (stats.delivered - stats.onTime - stats.late - stats.dropped - stats.skipped);
        overdue += run.overdue(index);
        useful += stats.useful;
        uses += stats.uses;
        staleUses += stats.staleUses;
        presentations += stats.presentations;
        janks += stats.janks;
        consecutiveMissMax = Math.max(consecutiveMissMax, stats.consecutiveMissMax);
        latencyNs.add(stats.latencyNs);
        if (stats.lead().constant()) {
            photonLeadNs = stats.lead().photonNs();
            photonToResultNs.add(stats.latencyNs);
        } else {
            photonToResultNs.add(stats.photonToResultNs());
        }
        budgetNs.add(stats.budgetNs());
        resultGapNs.add(stats.resultGapNs);
        if (capturedNow > 0) {
            missFractions.add((double) (stats.late + stats.dropped) / capturedNow);
        }
        if (run.adaptation != null) {
            List<StreamRule> followed = run.adaptation.of(index).rules();
            for (int r = 0; r < followed.size(); r++) {
                if (rules.size() == r) {
                    rules.add(new RuleTotals(followed.get(r).rule));
                }
                rules.get(r).add(followed.get(r), run);
            }
        }
        for (int o = 0; o < run.outages.size(); o++) {
            StreamFailure failure = run.outages.get(o).failures().get(stream);
            if (failure != null) {
                UnitOutage outage = run.outages.get(o);
                failures.computeIfAbsent(o, unused -> new FailureTotals(outage)).add(failure);
            }
        }
        for (int i = 0; i < stream.stages.length; i++) {
            if (stages.size() == i) {
                stages.add(new StageTotals(stream.stages[i]));
            }
            stages.get(i).frames += stream.stages[i].frames;
            stages.get(i).waitNs += stream.stages[i].waitSumNs;
            stages.get(i).jobs += stream.stages[i].jobs();
            stages.get(i).jobSumNs += stream.stages[i].jobSumNs();
            stages.get(i).tailSumNs += stream.stages[i].tailSumNs;
            stages.get(i).drawnFrames += stream.stages[i].drawnFrames();
            stages.get(i).drawnJobs += stream.stages[i].drawnJobs();
            stages.get(i).sentBytes += stream.stages[i].sentBytes;
            stages.get(i).serviceNs.add(stream.stages[i].serviceNs);
        }
    }

    long processed() {
        return onTime + late;
    }

    /** Bytes that left a device over links. */
    long sentBytes(int device) {
        return stages.stream()
                .filter(stage -> stage.senderDevice == device)
                .mapToLong(stage -> stage.sentBytes)
                .sum();
    }

    double missFraction() {
        return captured == 0 ? 0 : (double) (late + dropped) / captured;
    }
}
