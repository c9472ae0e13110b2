package org.framebudget.sim.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.framebudget.models.network.Images;
import org.framebudget.models.network.Network;
import org.framebudget.models.network.NetworkCost;
import org.framebudget.models.network.Operator;
import org.framebudget.models.network.OperatorCost;
import org.framebudget.models.network.Options;
import org.framebudget.models.tflite.TfliteFile;
import org.framebudget.sim.cli.Backend.FoundNetwork;

/** The cost graph contract. Sizes of images, kernels and strides are width first; shapes are as TensorFlow Lite has them. */
final class NetworkJson {
    private NetworkJson() {}

    static Map<String, Object> facts(FoundNetwork found, NetworkCost cost) {
        Network network = found.network();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("id", found.id());
        facts.put("input", Images.size(network));
        facts.put("input_shape", network.image().shape());
        facts.put("precision", cost.precision().text());
        facts.put("macs", cost.macs());
        facts.put("parameters", cost.parameters());
        facts.put("weights_bytes", cost.weightsBytes());
        facts.put("activation_peak_bytes", cost.activationPeakBytes());
        facts.put("activation_bytes", cost.activationBytes());
        facts.put("intensity_macs_per_byte", cost.intensityMacsPerByte());
        facts.put("complete", cost.complete());
        if (found.file() != null) {
            facts.put("resized", found.resized());
            facts.put("warnings", found.warnings());
            facts.put("file", file(network, found.file()));
        }
        facts.put(
                "operators",
                cost.operators().stream()
                        .map(operator -> operator(network, operator))
                        .toList());
        return facts;
    }

    private static Map<String, Object> file(Network main, TfliteFile file) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("sha256", file.sha256());
        facts.put("bytes", file.fileBytes());
        facts.put("schema_version", file.schemaVersion());
        facts.put("description", file.description());
        facts.put("custom_operators", file.customOperators());
        facts.put("unknown_operators", file.unknownOperators());
        facts.put("dynamic_tensors", file.dynamicTensors());
        List<Map<String, Object>> subgraphs = new ArrayList<>();
        for (Network own : file.subgraphs()) {
            Network network = own.equals(file.network()) ? main : own;
            NetworkCost cost = NetworkCost.of(network);
            Map<String, Object> subgraph = new LinkedHashMap<>();
            subgraph.put("name", network.name());
            subgraph.put("operators", network.operators().size());
            subgraph.put("macs", cost.macs());
            subgraph.put("complete", cost.complete());
            subgraphs.add(subgraph);
        }
        facts.put("subgraphs", subgraphs);
        return facts;
    }

    private static Map<String, Object> operator(Network network, OperatorCost cost) {
        Operator operator = cost.operator();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("index", operator.index());
        facts.put("kind", operator.kind());
        if (operator.options() instanceof Options.Custom custom) {
            facts.put("custom_name", custom.name());
        }
        facts.put(
                "output_shape",
                operator.outputs().isEmpty()
                        ? List.of()
                        : network.output(operator).shape());
        if (operator.options() instanceof Options.Window window) {
            facts.put("kernel", List.of(window.kernelWidth(), window.kernelHeight()));
            facts.put("stride", List.of(window.strideWidth(), window.strideHeight()));
            facts.put("dilation", List.of(window.dilationWidth(), window.dilationHeight()));
            facts.put("padding", window.padding().name());
        }
        facts.put("precision", cost.precision().text());
        facts.put("macs", cost.macs());
        facts.put("known", cost.known());
        facts.put("weight_bytes", cost.weightBytes());
        facts.put("activation_bytes", cost.activationBytes());
        facts.put("activation_read_bytes", cost.activationReadBytes());
        facts.put("activation_write_bytes", cost.activationWriteBytes());
        return facts;
    }
}
