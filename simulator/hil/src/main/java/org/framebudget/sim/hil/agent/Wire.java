package org.framebudget.sim.hil.agent;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.framebudget.models.network.InputSize;
import org.framebudget.sim.hil.DeviceSample;
import org.framebudget.sim.hil.LoadedNetwork;
import org.framebudget.sim.hil.NetworkToRun;
import org.framebudget.sim.hil.Pixels;
import org.framebudget.sim.hil.TargetInfo;
import org.framebudget.sim.hil.agent.wire.Device;
import org.framebudget.sim.hil.agent.wire.LoadNetwork;
import org.framebudget.sim.hil.agent.wire.Loaded;
import org.framebudget.sim.hil.agent.wire.Sample;
import org.jspecify.annotations.Nullable;

/** Between the records of a target and the messages of agent.proto. */
final class Wire {
    private Wire() {}

    static Device device(TargetInfo info) {
        Device.Builder device = Device.newBuilder()
                .setOs(info.os())
                .setArchitecture(info.architecture())
                .setCores(info.cores())
                .setRuntime(info.runtime());
        if (info.processor() != null) {
            device.setProcessor(info.processor());
        }
        return device.build();
    }

    static TargetInfo info(Device device, String target, String runtime) {
        return new TargetInfo(
                target,
                device.getOs(),
                device.getArchitecture(),
                device.hasProcessor() ? device.getProcessor() : null,
                device.getCores(),
                runtime.isEmpty() ? device.getRuntime() : runtime);
    }

    static Sample sample(DeviceSample sample, long nowNs) {
        Sample.Builder message = Sample.newBuilder()
                .setAgeNs(Math.max(0, nowNs - sample.takenNs()))
                .putAllZonesDegC(sample.zonesDegC());
        if (sample.clockMhz() != null) {
            message.setClockMhz(sample.clockMhz());
        }
        if (sample.powerW() != null) {
            message.setPowerW(sample.powerW());
        }
        if (sample.powerSource() != null) {
            message.setPowerSource(sample.powerSource());
        }
        if (sample.memoryMb() != null) {
            message.setMemoryMb(sample.memoryMb());
        }
        if (sample.busyFraction() != null) {
            message.setBusyFraction(sample.busyFraction());
        }
        if (sample.stealFraction() != null) {
            message.setStealFraction(sample.stealFraction());
        }
        return message.build();
    }

    /** The time on the way is not known and counts as none. */
    static DeviceSample sample(Sample message, long nowNs) {
        return new DeviceSample(
                nowNs - Math.max(0, message.getAgeNs()),
                message.hasClockMhz() ? message.getClockMhz() : null,
                message.getZonesDegCMap(),
                message.hasPowerW() ? message.getPowerW() : null,
                message.hasPowerSource() ? message.getPowerSource() : null,
                message.hasMemoryMb() ? message.getMemoryMb() : null,
                message.hasBusyFraction() ? message.getBusyFraction() : null,
                message.hasStealFraction() ? message.getStealFraction() : null);
    }

    /** How to run a network, without its files. */
    static LoadNetwork.Builder load(int number, NetworkToRun network) {
        LoadNetwork.Builder load = LoadNetwork.newBuilder()
                .setNetwork(number)
                .setLabel(network.label())
                .setThreads(network.threads())
                .setWarmup(network.warmup())
                .setPixels(org.framebudget.sim.hil.agent.wire.Pixels.newBuilder()
                        .setKind(org.framebudget.sim.hil.agent.wire.Pixels.Kind.valueOf(
                                network.pixels().kind().name()))
                        .setWidthPx(network.pixels().widthPx())
                        .setHeightPx(network.pixels().heightPx()));
        InputSize input = network.input();
        if (input != null) {
            load.setInputWidthPx(input.widthPx()).setInputHeightPx(input.heightPx());
        }
        return load;
    }

    /**
     * What is to be run, of files that have arrived.
     *
     * @param pictures their folder, for pixels of a folder
     * @throws org.framebudget.models.InputException for a size that no network has
     */
    static NetworkToRun network(LoadNetwork load, Path file, @Nullable Path pictures) {
        boolean sized = load.hasInputWidthPx() && load.hasInputHeightPx();
        var pixels = load.getPixels();
        return new NetworkToRun(
                file,
                load.getLabel(),
                sized ? new InputSize(load.getInputWidthPx(), load.getInputHeightPx()) : null,
                load.getThreads(),
                load.getWarmup(),
                new Pixels(
                        Pixels.Kind.valueOf(pixels.getKind().name()),
                        pixels.getWidthPx(),
                        pixels.getHeightPx(),
                        pictures));
    }

    static Loaded loaded(int number, LoadedNetwork network) {
        Loaded.Builder loaded = Loaded.newBuilder()
                .setNetwork(number)
                .setSha256(ByteString.copyFrom(HexFormat.of().parseHex(network.sha256())))
                .setLoadNs(network.loadNs())
                .addAllWarmupNs(network.warmupNs())
                .setRuntime(network.runtime());
        if (network.peakMemoryMb() != null) {
            loaded.setPeakMemoryMb(network.peakMemoryMb());
        }
        return loaded.build();
    }

    static LoadedNetwork loaded(Loaded loaded) {
        return new LoadedNetwork(
                loaded.getNetwork(),
                HexFormat.of().formatHex(loaded.getSha256().toByteArray()),
                loaded.getLoadNs(),
                List.copyOf(loaded.getWarmupNsList()),
                loaded.hasPeakMemoryMb() ? loaded.getPeakMemoryMb() : null,
                loaded.getRuntime());
    }
}
