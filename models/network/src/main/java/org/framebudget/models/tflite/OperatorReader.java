package org.framebudget.models.tflite;

import java.util.ArrayList;
import java.util.List;
import org.framebudget.models.network.Operator;
import org.framebudget.models.network.Options;
import org.framebudget.models.network.Tensor;
import org.tensorflow.lite.schema.BuiltinOperator;

/** Reads operators: which one, told what, from and to which tensors. */
final class OperatorReader {
    private static final int MOST_OPERANDS = 65_536;

    /** Slots of OperatorCode. */
    private static final int DEPRECATED_BUILTIN_CODE = 0;

    private static final int CUSTOM_CODE = 1;
    private static final int BUILTIN_CODE = 3;

    /** Slots of Operator. */
    private static final int OPCODE_INDEX = 0;

    private static final int INPUTS = 1;
    private static final int OUTPUTS = 2;

    /** An entry of the model's list of the operators in use. */
    private record Code(String kind, String customName) {}

    private final List<Code> codes = new ArrayList<>();
    private int customOperators;
    private int unknownOperators;

    OperatorReader(FlatTable model, FlatTable.Vector codeTables) {
        for (int c = 0; c < codeTables.length(); c++) {
            codes.add(code(model.element(codeTables, c, "operator code " + c)));
        }
    }

    int customOperators() {
        return customOperators;
    }

    int unknownOperators() {
        return unknownOperators;
    }

    Operator operator(FlatTable subgraph, FlatTable.Vector tables, int index, List<Tensor> tensors) {
        String place = subgraph.place() + ", operator " + index;
        FlatTable nameless = subgraph.element(tables, index, place);
        long opcode = nameless.uint32(OPCODE_INDEX);
        if (opcode >= codes.size()) {
            throw nameless.error("its operator code is number " + opcode + ", and there are " + codes.size() + ".");
        }
        Code code = codes.get((int) opcode);
        FlatTable table = subgraph.element(tables, index, place + " (" + label(code) + ")");
        List<Integer> inputs = table.numbers(INPUTS, "inputs", MOST_OPERANDS);
        List<Integer> outputs = table.numbers(OUTPUTS, "outputs", MOST_OPERANDS);
        checkIndices(table, "input", inputs, -1, tensors.size());
        checkIndices(table, "output", outputs, 0, tensors.size());
        Options options;
        if (code.kind().equals("CUSTOM")) {
            options = new Options.Custom(code.customName());
            customOperators++;
        } else {
            unknownOperators += code.kind().startsWith(Operator.UNKNOWN_PREFIX) ? 1 : 0;
            options = new OptionsReader(table, code.kind(), inputs, outputs, tensors).options();
        }
        return new Operator(index, code.kind(), options, inputs, outputs);
    }

    private static Code code(FlatTable table) {
        // codes above 127 do not fit into the older field, which then says 127; TensorFlow Lite takes the larger
        int code = Math.max(table.int8(DEPRECATED_BUILTIN_CODE), table.int32(BUILTIN_CODE, 0));
        if (code < 0) {
            throw table.error("builtin code " + code + " is negative.");
        }
        String name = code == BuiltinOperator.CUSTOM ? table.text(CUSTOM_CODE, "custom_code") : "";
        if (code == BuiltinOperator.CUSTOM && name.isEmpty()) {
            throw table.error("it is a custom operator without a name.");
        }
        boolean known = code < BuiltinOperator.names.length && code != BuiltinOperator.PLACEHOLDER_FOR_GREATER_OP_CODES;
        return new Code(known ? BuiltinOperator.name(code) : Operator.UNKNOWN_PREFIX + code, name);
    }

    private static String label(Code code) {
        String name = code.customName();
        return name.isEmpty()
                ? code.kind()
                : code.kind() + " " + (name.length() > 60 ? name.substring(0, 60) + "…" : name);
    }

    private static void checkIndices(FlatTable table, String what, List<Integer> indices, int least, int tensors) {
        for (int place = 0; place < indices.size(); place++) {
            int index = indices.get(place);
            if (index < least || index >= tensors) {
                throw table.error(what + " " + place + " is tensor " + index + ", and there are " + tensors + ".");
            }
        }
    }
}
