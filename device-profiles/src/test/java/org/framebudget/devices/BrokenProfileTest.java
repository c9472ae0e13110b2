package org.framebudget.devices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.framebudget.models.InputException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each way to break a profile gives one message, asserted as a whole. */
class BrokenProfileTest {
    private static final String SOURCE_ADVICE = "Give it, or a section around it, 'source: {kind: …, cite: …}'.";

    @TempDir
    Path folder;

    private String sound = "";
    private String rows = "";

    @BeforeEach
    void readSoundFiles() throws IOException {
        sound = resource("sound.yaml");
        rows = resource("rows.csv");
    }

    @Test
    void theSoundProfileLoads() throws IOException {
        DeviceProfile profile = load(sound, rows);
        assertEquals("sound", profile.id());
        assertEquals(
                1, profile.latency().rows().stream().filter(r -> r.reference()).count());
        assertEquals(1, ProfileNumbers.of(profile).assumedCount());
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("brokenProfiles")
    void aBrokenProfileNamesFileLineKeyAndRemedy(String from, String to, String message) {
        assertTrue(sound.contains(from), "nothing to break: " + from);
        String broken = sound.replace(from, to);
        assertEquals(
                message,
                assertThrows(InputException.class, () -> load(broken, rows)).getMessage());
    }

    static Object[] brokenProfiles() {
        return new Object[] {
            change(
                    "framebudget/profile/v1",
                    "framebudget/profile/v2",
                    "p.yaml:1: schema: 'framebudget/profile/v2' is unknown. This version reads 'framebudget/profile/v1'."),
            change(
                    "framebudget/profile/v1",
                    "framebudget/accelerator/v1\nhosts: {}",
                    "p.yaml:1: schema: 'framebudget/accelerator/v1' is unknown. This version reads 'framebudget/profile/v1'."),
            change(
                    "schema: framebudget/profile/v1\n",
                    "",
                    "p.yaml:1: schema: is missing. Write 'schema: framebudget/profile/v1'."),
            change("name: A sound profile to break", "name: ' '", "p.yaml:3: name: expected a text, found ' '."),
            change(
                    "jitter: {kind: none}",
                    "jitter: {kind: none}\n    preprocess:",
                    "p.yaml:16: units[0].preprocess: has no value. Give it one or remove the key."),
            change(
                    "jitter: {kind: none}",
                    "jitter: {servers: none}",
                    "p.yaml:15: units[0].jitter.kind: is missing. Known: none, trace, slowdown, two_state."),
            change(
                    "camera_node: board}",
                    "camera_node: board, screen_full_w: 1}",
                    "p.yaml:18: power.screen_full_w: stands without the others of screen_on_w, screen_full_w, screen_node."
                            + " Give all of them or none."),
            change(
                    "slowest_state: 1",
                    "slowest_state: 0.5",
                    "p.yaml:26: limiters[0].slowest_state: 0.5 is not a whole number. It is slowest operating point it asks for,"
                            + " by position, 0 = fastest."),
            change(
                    "nodes:\n    - {id: junction, capacity_j_per_k: 3}",
                    "nodes: []\n  settings:\n    - {id: junction, capacity_j_per_k: 3}",
                    "p.yaml:20: thermal.nodes: there is none. It needs at least one: the nodes."),
            change(
                    "id: sound",
                    "id: Sound!",
                    "p.yaml:2: id: 'Sound!' is not an id. Use lower-case letters, digits, '-' and '_'."),
            change(
                    "name: A sound profile to break\n",
                    "",
                    "p.yaml:1: name: is missing. Add it: name of the device for people."),
            change(
                    "evidence: SPECIFICATION",
                    "evidence: SPECIFICATIONS",
                    "p.yaml:4: evidence: 'SPECIFICATIONS' is unknown. Maybe 'SPECIFICATION'?"),
            change(
                    "source: {kind: DATASHEET, cite: coral_benchmarks}\n",
                    "",
                    "p.yaml:9: units[0].idle_w: 0.1 has no source. " + SOURCE_ADVICE),
            change(
                    "cite: coral_benchmarks",
                    "cite: coral_benchmark",
                    "p.yaml:5: source.cite: 'coral_benchmark' is not in citations.bib. Maybe 'coral_benchmarks'?"),
            change(
                    "kind: DATASHEET",
                    "kind: DATASHET",
                    "p.yaml:5: source.kind: 'DATASHET' is unknown. Maybe 'DATASHEET'?"),
            change(
                    "{kind: DATASHEET, cite: coral_benchmarks}",
                    "{kind: DATASHEET}",
                    "p.yaml:5: source.cite: is missing."),
            change(
                    "{kind: DATASHEET, cite: coral_benchmarks}",
                    "somebody",
                    "p.yaml:5: source: expected kind and cite, found 'somebody'. As in 'source: {kind: PAPER, cite: key}'."),
            change(
                    "{kind: DATASHEET, cite: coral_benchmarks}",
                    "{kind: ASSUMED, cite: coral_benchmarks, spread_fraction: 3}",
                    "p.yaml:5: source.spread_fraction: '3' is not a share above 0 and up to 1."),
            change(
                    "low: 0.6, high: 1, source",
                    "source",
                    "p.yaml:14: units[0].compute_fraction: ASSUMED without a range. Write '{value: 0.8, low: …, high: …}'."),
            change(
                    "low: 0.6, high: 1",
                    "low: 0.9, high: 1",
                    "p.yaml:14: units[0].compute_fraction: 0.8 lies outside its own range 0.9 to 1.0. low is at most the value, high at least."),
            change(
                    "value: 0.8",
                    "value: 1.8",
                    "p.yaml:14: units[0].compute_fraction.value: 1.8 is out of range. It must lie between 0 and 1."),
            change(
                    "value: 0.8",
                    "valeu: 0.8",
                    "p.yaml:14: units[0].compute_fraction.valeu: unknown key. Maybe 'value'?"),
            change("    idle_w: 0.1", "    idle_ww: 0.1", "p.yaml:10: units[0].idle_ww: unknown key. Maybe 'idle_w'?"),
            change("idle_w: 0.1", "idle_w: lots", "p.yaml:10: units[0].idle_w: expected a number, found 'lots'."),
            change("idle_w: 0.1", "idle_w: .nan", "p.yaml:10: units[0].idle_w: expected a number, found '.nan'."),
            change(
                    "idle_w: 0.1",
                    "idle_w: -1",
                    "p.yaml:10: units[0].idle_w: -1 is out of range. It must lie between 0 and 1000."),
            change(
                    "servers: 1",
                    "servers: 1.5",
                    "p.yaml:8: units[0].servers: 1.5 is not a whole number from 1 to 1024."),
            change(
                    "servers: 1",
                    "servers: 1\n    servers: 2",
                    "p.yaml:9: units[0].servers: the key stands twice, first in line 8. Remove one."),
            change("- id: cpu", "- id: cpux", "p.yaml:7: units[0].id: 'cpux' is unknown. Maybe 'cpu'?"),
            change(
                    "clock_mhz: 1000",
                    "clock_mhz: 3000",
                    "p.yaml:13: units[0].operating_points[1].clock_mhz: 3000.0 is not below the 2000.0 before it."
                            + " Operating points stand fastest first."),
            change(
                    "active_w: 1}",
                    "active_w: 3}",
                    "p.yaml:13: units[0].operating_points[1].active_w: 3.0 is above the 2.0 of a faster clock."
                            + " A slower clock cannot need more power."),
            change(
                    "node: junction\n    idle_w",
                    "node: junktion\n    idle_w",
                    "p.yaml:6: units: unit 'cpu' heats 'junktion', which is no thermal node. Maybe 'junction'?"),
            change(
                    "base_node: board",
                    "base_node: bord",
                    "p.yaml:18: power: base_node is 'bord', which is no thermal node. Maybe 'board'?"),
            change(
                    "jitter: {kind: none}",
                    "jitter: {kind: some}",
                    "p.yaml:15: units[0].jitter.kind: 'some' is unknown. Maybe 'none'?"),
            change(
                    "jitter: {kind: none}",
                    "jitter: {kind: trace, file: gone.csv, block_jobs: 5}",
                    "p.yaml:15: units[0].jitter.file: there is no file 'gone.csv'. The path is relative to the profile's folder."),
            change(
                    "jitter: {kind: none}",
                    "jitter: {kind: slowdown, file: rows.csv, work_ms: 0, block_values: 5}",
                    "p.yaml:15: units[0].jitter.work_ms: 0 is not a number from 0.001 to 10000."),
            change(
                    "file: rows.csv",
                    "file: ../rows.csv",
                    "p.yaml:16: latency.file: '../rows.csv' leaves the profile's folder. Name a file beside the profile."),
            change("{cpu: [aallan]}", "{gpu: [aallan]}", "p.yaml:16: latency.reference.gpu: unknown key. Maybe 'cpu'?"),
            change(
                    "{cpu: [aallan]}",
                    "{cpu: [alan]}",
                    "p.yaml:16: latency.reference.cpu: 'alan' is not in citations.bib. Maybe 'aallan'?"),
            change(
                    "{id: junction, capacity_j_per_k: 3}",
                    "{id: junction, capacity_j_per_k: 0}",
                    "p.yaml:21: thermal.nodes[0].capacity_j_per_k: 0 is out of range. It must lie between 0.000001 and 1000000000."),
            change(
                    "{id: junction, c",
                    "{id: jonction, c",
                    "p.yaml:21: thermal.nodes[0].id: 'jonction' is unknown. Maybe 'junction'?"),
            change(
                    "to: board",
                    "to: baord",
                    "p.yaml:24: thermal.links[0].to: there is no node 'baord'. Maybe 'board'?"),
            change(
                    ", to_ambient_k_per_w: 5",
                    "",
                    "p.yaml:19: thermal: heat cannot leave node 'junction'."
                            + " Give it to_ambient_k_per_w or a link to a node that has one."),
            change(
                    "kind: step_wise",
                    "kind: step_wize",
                    "p.yaml:26: limiters[0].kind: 'step_wize' is unknown. Maybe 'step_wise'?"),
            change(
                    "unit: cpu, node",
                    "unit: gpu, node",
                    "p.yaml:25: limiters: 'die' limits 'gpu', which is no unit. Maybe 'cpu'?"),
            change(
                    "slowest_state: 1",
                    "slowest_state: 2",
                    "p.yaml:25: limiters: 'die' asks for state 2 of 'cpu'. It has states 0 to 1."),
            change(
                    "poll_s: 1, slow",
                    "poll_s: 1, scope: unit, slow",
                    "p.yaml:26: limiters[0].scope: unknown key. Known: kind, name, unit, node, trip_deg_c, hysteresis_k, poll_s,"
                            + " slowest_state, source."),
            change(
                    "camera: {readout_ms: 10",
                    "camera: {readout_ms: [10]",
                    "p.yaml:27: camera.readout_ms: expected a number, found a list."),
            change(
                    "camera: {",
                    "camera: {{",
                    "p.yaml:27: is not valid YAML: a list or mapping stands where a key should be."
                            + " Check indentation, quotes and brackets up to this line."),
            change(
                    "thermal:\n  nodes:",
                    "thermal:\n  nodes: none\n  settings:",
                    "p.yaml:20: thermal.nodes: expected a list, found 'none'."),
        };
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("brokenRows")
    void aBrokenLatencyTableNamesFileLineColumnAndRemedy(String from, String to, String message) {
        assertTrue(rows.contains(from), "nothing to break: " + from);
        String broken = rows.replace(from, to);
        assertEquals(
                message,
                assertThrows(InputException.class, () -> load(sound, broken)).getMessage());
    }

    static Object[] brokenRows() {
        return new Object[] {
            change("12.5", "0", "rows.csv:2: latency_ms: 0 is out of range. No inference takes no time."),
            change("12.5", "-3", "rows.csv:2: latency_ms: -3 is out of range. It must lie between 0 and 10000000."),
            change("12.5", "fast", "rows.csv:2: latency_ms: 'fast' is not a number."),
            change("12.5", "NaN", "rows.csv:2: latency_ms: NaN is out of range. It must lie between 0 and 10000000."),
            change("12.5,mean", "12.5,std", "rows.csv:2: statistic: 'std' is unknown. Known: mean, p50, calm."),
            change("int8,cpu,4,12.5", "int4,cpu,4,12.5", "rows.csv:2: precision: 'int4' is unknown. Maybe 'int8'?"),
            change("cpu,4,12.5", "npu,4,12.5", "rows.csv:2: unit: 'npu' is unknown. Maybe 'cpu'?"),
            change(
                    "MEASURED,aallan",
                    "ASSUMED,aallan",
                    "rows.csv:2: kind: 'ASSUMED' is unknown. Known: MEASURED, PAPER, FITTED."),
            change("aallan", "allan", "rows.csv:2: cite: 'allan' is not in citations.bib. Maybe 'aallan'?"),
            change(
                    "ncnn",
                    "aallan,x",
                    "rows.csv:3: 14 fields, but the header names 13 columns. Put a field that holds a comma in double quotes."),
            change("latency_ms", "latency_s", "rows.csv:1: latency_s: unknown column. Maybe 'latency_ms'?"),
            change(
                    "mobilenet_v2_1.0,224,224,int8,cpu,4,9.5,mean,TFLite,,MEASURED,ncnn",
                    "mobilenet_v1_1.0,224,224,int8,cpu,4,9.5,mean,TFLite,,MEASURED,aallan",
                    "rows.csv:3: network: the reference series has mobilenet_v1_1.0 224x224 int8 cpu 4 threads already in line 2."
                            + " Remove one."),
        };
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("brokenPolicies")
    void aBrokenSkinPolicyNamesFileLineKeyAndRemedy(String from, String to, String message) {
        String policy = """
                limiters:
                  - kind: skin_policy
                    name: skin
                    sensors:
                      - {id: near, formula: WEIGHTED, inputs: [junction, board], weights: [0.5, 0.5], offset_k: 0}
                      - {id: hot, formula: MAXIMUM, inputs: [near, board], offset_k: 0}
                    policy_sensor: hot
                    idle_poll_s: 60
                    throttled_poll_s: 7
                    hot_deg_c: [null, 39, 43, 45, 46.5, 52, 55]
                    hysteresis_k: [0, 1, 1, 1, 1, 1, 1]
                    state_limits: [{unit: cpu, by_severity: [0, 0, 1, 1, 1, 1, 1]}]
                """;
        assertTrue(policy.contains(from), "nothing to break: " + from);
        String broken = sound.replaceAll("limiters:\n.*\n", policy.replace(from, to));
        assertEquals(
                message,
                assertThrows(InputException.class, () -> load(broken, rows)).getMessage());
    }

    static Object[] brokenPolicies() {
        return new Object[] {
            change(
                    "weights: [0.5, 0.5]",
                    "weights: [0.5, 0.25]",
                    "p.yaml:29: limiters[0].sensors[0].weights: with the whole device at 25.0 °C the sensor reads 18.75 °C. Weights and offset must keep it within 5.0 K of that."),
            change(
                    "weights: [0.5, 0.5]",
                    "weights: [1]",
                    "p.yaml:29: limiters[0].sensors[0].weights: 1 weights for 2 inputs. Give one weight per input."),
            change(
                    "[near, board]",
                    "[neer, board]",
                    "p.yaml:25: limiters: sensor 'hot' of 'skin' reads 'neer', which is no node and no sensor before it. Maybe 'near'?"),
            change(
                    "policy_sensor: hot",
                    "policy_sensor: hat",
                    "p.yaml:31: limiters[0].policy_sensor: there is no sensor 'hat'. Maybe 'hot'?"),
            change(
                    "43, 45",
                    "45, 43",
                    "p.yaml:34: limiters[0].hot_deg_c: 43.0 is below the 45.0 of a milder severity. Thresholds rise from NONE to SHUTDOWN."),
            change(
                    "1, 1, 1, 1, 1, 1]\n",
                    "1, 1, 1, 1, 1]\n",
                    "p.yaml:35: limiters[0].hysteresis_k: 6 entries. It needs 7: how far below its threshold a severity ends,"
                            + " for NONE LIGHT MODERATE SEVERE CRITICAL EMERGENCY SHUTDOWN."),
            change(
                    "by_severity: [0, 0, 1",
                    "by_severity: [0, 0, 2",
                    "p.yaml:25: limiters: 'skin' asks for state 2 of 'cpu'. It has states 0 to 1."),
            change(
                    "policy_sensor: hot",
                    "policy_sensor: hot\n    sensors_from: other",
                    "p.yaml:32: limiters[0].sensors_from: stands beside 'sensors'. Keep one of the two."),
            change(
                    """
                    sensors:
                          - {id: near, formula: WEIGHTED, inputs: [junction, board], weights: [0.5, 0.5], offset_k: 0}
                          - {id: hot, formula: MAXIMUM, inputs: [near, board], offset_k: 0}
                    """,
                    "sensors_from: other\n",
                    "p.yaml:28: limiters[0].sensors_from: there is no skin policy 'other' before this one. Name one that stands above."),
            change(
                    "throttled_poll_s: 7",
                    "throttled_poll_s: 7\n    trigger: {sensor: nar, idle_poll_s: 60, throttled_poll_s: 7, hot_deg_c: 33, hysteresis_k: 1}",
                    "p.yaml:25: limiters: the trigger of 'skin' reads 'nar', which is no node and no sensor. Maybe 'near'?"),
            change(
                    "formula: MAXIMUM",
                    "formula: MAXIMUM, weights: [1, 0]",
                    "p.yaml:30: limiters[0].sensors[1].weights: unknown key. Known: formula, id, inputs, offset_k, source."),
            change(
                    "by_severity: [0, 0, 1",
                    "by_severity: [0, 0, 0.5",
                    "p.yaml:36: limiters[0].state_limits[0].by_severity[2]: 0.5 is not a whole number. It is slowest"
                            + " operating points it is at least set to, for NONE LIGHT MODERATE SEVERE CRITICAL EMERGENCY SHUTDOWN."),
        };
    }

    @Test
    void anEmptyFileSaysHowToBegin() {
        assertEquals(
                "p.yaml: the file is empty. Begin with 'schema: framebudget/profile/v1'.",
                assertThrows(InputException.class, () -> load("", rows)).getMessage());
    }

    @Test
    void anAliasIsRefused() {
        String broken = sound.replace("servers: 1", "servers: &one 1").replace("poll_s: 1", "poll_s: *one");
        assertEquals(
                "p.yaml:26: limiters[0].poll_s: aliases ('*name') are not read. Write the value out.",
                assertThrows(InputException.class, () -> load(broken, rows)).getMessage());
    }

    private DeviceProfile load(String profile, String csv) throws IOException {
        Files.writeString(folder.resolve("p.yaml"), profile);
        Files.writeString(folder.resolve("rows.csv"), csv);
        return new ProfileRepository(null).load("p.yaml", folder);
    }

    private static Arguments change(String from, String to, String message) {
        return Arguments.of(from, to, message);
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = BrokenProfileTest.class.getResourceAsStream("/profiles-test/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
