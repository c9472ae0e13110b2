package org.framebudget.models.tflite;

import java.util.ArrayList;
import java.util.List;
import org.framebudget.models.network.Network;
import org.framebudget.models.network.Operator;
import org.framebudget.models.network.Tensor;

/** Reads the tables of a model. Slots are those of {@code tensorflow/lite/schema/schema.fbs}, version 3c. */
final class ModelReader {
    /** The one version that TensorFlow Lite loads. */
    private static final long SCHEMA_VERSION = 3;

    /** Entries of one kind in all subgraphs: far more than any model has, so that what a hostile file costs is bounded. */
    private static final int MOST_ENTRIES = 65_536;

    /** Slots of Model. */
    private static final int VERSION = 0;

    private static final int OPERATOR_CODES = 1;
    private static final int SUBGRAPHS = 2;
    private static final int DESCRIPTION = 3;
    private static final int BUFFERS = 4;

    /** Slots of SubGraph. */
    private static final int TENSORS = 0;

    private static final int INPUTS = 1;
    private static final int OUTPUTS = 2;
    private static final int OPERATORS = 3;
    private static final int NAME = 4;

    private final String file;
    private final FlatBytes bytes;
    private int tensorCount;
    private int operatorCount;
    private int dynamicTensors;

    ModelReader(String file, FlatBytes bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    TfliteFile read() {
        FlatTable model = FlatTable.root(bytes, "model");
        long version = model.uint32(VERSION);
        if (version != SCHEMA_VERSION) {
            throw model.error("schema version " + version + ". TensorFlow Lite runs version " + SCHEMA_VERSION + ".");
        }
        FlatTable.Vector subgraphs = model.tables(SUBGRAPHS, "subgraphs");
        checkCount(model, "subgraphs", subgraphs.length());
        if (subgraphs.length() == 0) {
            throw model.error("there is no subgraph, so there is nothing to run.");
        }
        FlatTable.Vector codes = model.tables(OPERATOR_CODES, "operator codes");
        checkCount(model, "operator codes", codes.length());
        TensorReader tensors = new TensorReader(bytes, model, model.tables(BUFFERS, "buffers"));
        OperatorReader operators = new OperatorReader(model, codes);
        List<Network> networks = new ArrayList<>();
        for (int s = 0; s < subgraphs.length(); s++) {
            networks.add(subgraph(s, model.element(subgraphs, s, "subgraph " + s), tensors, operators));
        }
        checkMain(model.element(subgraphs, 0, "subgraph 0"), networks.get(0));
        return new TfliteFile(
                file,
                bytes.size(),
                bytes.sha256(),
                (int) version,
                model.text(DESCRIPTION, "description"),
                networks,
                operators.customOperators(),
                operators.unknownOperators(),
                dynamicTensors);
    }

    private Network subgraph(int s, FlatTable table, TensorReader tensorReader, OperatorReader operatorReader) {
        FlatTable.Vector tensorTables = table.tables(TENSORS, "tensors");
        FlatTable.Vector operatorTables = table.tables(OPERATORS, "operators");
        tensorCount += tensorTables.length();
        operatorCount += operatorTables.length();
        checkCount(table, "tensors", tensorCount);
        checkCount(table, "operators", operatorCount);
        List<Tensor> tensors = new ArrayList<>();
        boolean[] variable = new boolean[tensorTables.length()];
        for (int t = 0; t < tensorTables.length(); t++) {
            FlatTable tensor = table.element(tensorTables, t, table.place() + ", tensor " + t);
            tensors.add(tensorReader.tensor(t, tensor));
            variable[t] = TensorReader.isVariable(tensor);
            dynamicTensors += TensorReader.isDynamic(tensor) ? 1 : 0;
        }
        List<Operator> operators = new ArrayList<>();
        for (int o = 0; o < operatorTables.length(); o++) {
            operators.add(operatorReader.operator(table, operatorTables, o, tensors));
        }
        forgetBiasValues(tensors, operators);
        String own = table.text(NAME, "name");
        Network network = new Network(
                s == 0 ? file : file + "#" + (own.isEmpty() ? "subgraph " + s : own),
                tensors,
                operators,
                tensorIndices(table, INPUTS, "inputs", tensors.size()),
                tensorIndices(table, OUTPUTS, "outputs", tensors.size()));
        new OrderCheck(table, network, variable).check();
        return network;
    }

    private static void checkCount(FlatTable table, String what, int count) {
        if (count > MOST_ENTRIES) {
            throw table.error("up to here there are " + count + " " + what + ", and at most " + MOST_ENTRIES
                    + " are read. No model has that many.");
        }
    }

    private static List<Integer> tensorIndices(FlatTable table, int slot, String name, int tensors) {
        List<Integer> indices = table.numbers(slot, name, MOST_ENTRIES);
        for (int place = 0; place < indices.size(); place++) {
            int index = indices.get(place);
            if (index < 0 || index >= tensors) {
                throw table.error(
                        name + ": number " + place + " is tensor " + index + ", and there are " + tensors + ".");
            }
        }
        return indices;
    }

    /** The main network is the one that is run: it has something to do, to take and to give. */
    private static void checkMain(FlatTable table, Network main) {
        if (main.operators().isEmpty()) {
            throw table.error("there is no operator, so there is nothing to run.");
        }
        if (main.inputs().isEmpty()) {
            throw table.error("there is no input, so there is nowhere to put an image.");
        }
        if (main.outputs().isEmpty()) {
            throw table.error("there is no output, so there is no result.");
        }
    }

    /** A quantised bias is stored in the same type as sizes and axes, but shapes nothing. */
    private static void forgetBiasValues(List<Tensor> tensors, List<Operator> operators) {
        for (Operator operator : operators) {
            int place = operator.biasPlace();
            int bias = place >= 0 && place < operator.inputs().size()
                    ? operator.inputs().get(place)
                    : -1;
            if (bias >= 0 && tensors.get(bias).values() != null) {
                Tensor tensor = tensors.get(bias);
                tensors.set(
                        bias, new Tensor(bias, tensor.name(), tensor.shape(), tensor.type(), tensor.constant(), null));
            }
        }
    }
}
