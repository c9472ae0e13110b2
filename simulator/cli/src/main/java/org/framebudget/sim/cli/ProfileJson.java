package org.framebudget.sim.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.framebudget.devices.CameraStackProfile;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.OperatingPoint;
import org.framebudget.devices.Sourced;
import org.framebudget.devices.UnitProfile;
import org.framebudget.devices.battery.BatteryProfile;
import org.framebudget.devices.latency.LatencyModel;
import org.framebudget.devices.latency.LatencyRow;
import org.framebudget.devices.latency.SeriesFit;
import org.framebudget.devices.power.PowerProfile;
import org.framebudget.devices.thermal.LimiterProfile;
import org.framebudget.devices.thermal.ThermalNetwork;
import org.framebudget.devices.thermal.ThermalProfile;
import org.framebudget.models.InputException;
import org.jspecify.annotations.Nullable;

/** A profile for programs; every number with its range and source. */
final class ProfileJson {
    private ProfileJson() {}

    static Map<String, Object> of(DeviceProfile profile, int assumedValues, List<String> citations) {
        Map<String, Object> document = CalibrationText.ordered(
                "id", profile.id(),
                "name", profile.name(),
                "evidence", profile.evidence().name(),
                "badge", profile.badge(),
                "assumed_values", assumedValues);
        List<SeriesFit> fits = SeriesFit.of(profile, LatencyModel.shipped());
        document.put(
                "units", profile.units().stream().map(unit -> unit(unit, fits)).toList());
        document.put(
                "latency",
                profile.latency().rows().stream().map(ProfileJson::row).toList());
        document.put(
                "memory",
                CalibrationText.ordered(
                        "runtime_mb", number(profile.memory().runtimeMb()),
                        "packed_weights_factor", number(profile.memory().packedWeightsFactor()),
                        "bandwidth_mb_per_s", number(profile.memory().bandwidthMbPerS())));
        PowerProfile.Network network = profile.power().network();
        document.put(
                "power",
                CalibrationText.ordered(
                        "base_w", number(profile.power().baseW()),
                        "screen_on_w", number(profile.power().screenOnW()),
                        "screen_full_w", number(profile.power().screenFullW()),
                        "camera_stream_w", number(profile.power().cameraStreamW()),
                        "camera_nj_per_px", number(profile.power().cameraNjPerPx()),
                        "network_tx_w", number(network == null ? null : network.txW()),
                        "network_rx_w", number(network == null ? null : network.rxW())));
        document.put("thermal", thermal(profile.thermal()));
        document.put(
                "limiters",
                profile.limiters().stream().map(LimiterProfile::name).toList());
        document.put("battery", battery(profile.battery()));
        document.put("camera", camera(profile.camera()));
        document.put("sources", citations);
        return document;
    }

    private static Map<String, Object> unit(UnitProfile unit, List<SeriesFit> fits) {
        Map<String, Object> map = CalibrationText.ordered(
                "id", unit.id(),
                "architecture", unit.architecture(),
                "servers", unit.servers(),
                "idle_w", number(unit.idleW()),
                "compute_fraction", number(unit.computeFraction()),
                "peak_gmac_per_s", number(unit.peakGmacPerS()));
        List<Map<String, Object>> points = new ArrayList<>();
        for (OperatingPoint point : unit.operatingPoints()) {
            points.add(CalibrationText.ordered(
                    "clock_mhz", number(point.clockMhz()), "active_w", number(point.activeW())));
        }
        map.put("operating_points", points);
        List<Map<String, Object>> fitted = new ArrayList<>();
        for (SeriesFit fit : fits) {
            if (fit.unit().id().equals(unit.id())) {
                fitted.add(CalibrationText.ordered(
                        "precision", fit.series().precision(),
                        "threads", fit.series().threads(),
                        "networks", fit.series().points().size(),
                        "latency_class", fit.series().latencyClass(),
                        "parameters", CalibrationText.parameters(fit)));
            }
        }
        map.put("latency_fits", fitted);
        return map;
    }

    private static Map<String, Object> row(LatencyRow row) {
        return CalibrationText.ordered(
                "network", row.network(),
                "input", List.of(row.inputWidthPx(), row.inputHeightPx()),
                "precision", row.precision(),
                "unit", row.unit(),
                "threads", row.threads(),
                "latency_ms", row.latencyMs(),
                "statistic", row.statistic(),
                "runtime", row.runtime(),
                "conditions", row.conditions(),
                "reference", row.reference(),
                "cite", row.source().cite());
    }

    private static Map<String, Object> thermal(ThermalProfile thermal) {
        List<Map<String, Object>> nodes = new ArrayList<>();
        for (ThermalProfile.Node node : thermal.nodes()) {
            nodes.add(CalibrationText.ordered(
                    "id", node.id(),
                    "capacity_j_per_k", number(node.capacityJPerK()),
                    "to_ambient_k_per_w", number(node.toAmbientKPerW())));
        }
        List<Map<String, Object>> links = new ArrayList<>();
        for (ThermalProfile.Link link : thermal.links()) {
            links.add(CalibrationText.ordered(
                    "from", link.from(), "to", link.to(), "resistance_k_per_w", number(link.resistanceKPerW())));
        }
        return CalibrationText.ordered("nodes", nodes, "links", links, "time_constants_s", timeConstantsS(thermal));
    }

    /** Of the bare device; absent where the network cannot be run. */
    private static double @Nullable [] timeConstantsS(ThermalProfile thermal) {
        try {
            return ThermalNetwork.of(thermal, 1).timeConstantsS();
        } catch (InputException e) {
            return null;
        }
    }

    private static Map<String, Object> camera(CameraStackProfile camera) {
        List<Map<String, Object>> modes = new ArrayList<>();
        camera.modes()
                .forEach(mode -> modes.add(CalibrationText.ordered(
                        "width_px", mode.widthPx(),
                        "height_px", mode.heightPx(),
                        "max_fps", number(mode.maxFps()),
                        "readout_ms", number(mode.readoutMs()))));
        return CalibrationText.ordered(
                "readout_ms", number(camera.readoutMs()),
                "isp_ms", number(camera.ispMs()),
                "delivery_intervals", number(camera.deliveryIntervals()),
                "modes", modes);
    }

    private static @Nullable Map<String, Object> battery(@Nullable BatteryProfile battery) {
        return battery == null
                ? null
                : CalibrationText.ordered(
                        "capacity_ah", number(battery.capacityAh()),
                        "r0_ohm", number(battery.r0Ohm()),
                        "r1_ohm", number(battery.r1Ohm()),
                        "tau_s", number(battery.tauS()),
                        "cutoff_v", number(battery.cutoffV()),
                        "ocv_soc_fraction", battery.ocvSocFraction(),
                        "ocv_v", battery.ocvV());
    }

    private static @Nullable Map<String, Object> number(@Nullable Sourced value) {
        if (value == null) {
            return null;
        }
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("value", value.value());
        if (value.low() != null && value.high() != null) {
            map.put("low", value.low());
            map.put("high", value.high());
        }
        map.put("kind", value.source().kind().name());
        map.put("cite", value.source().cite());
        return map;
    }
}
