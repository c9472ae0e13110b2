package org.framebudget.sim.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.framebudget.models.network.Images;
import org.framebudget.models.network.Network;
import org.framebudget.models.network.NetworkCost;
import org.framebudget.models.network.Operator;
import org.framebudget.models.network.OperatorCost;
import org.framebudget.models.network.Options;
import org.framebudget.models.tflite.TfliteFile;
import org.framebudget.sim.cli.Backend.FoundNetwork;

/** A cost graph for people: a table of operators, what they add up to, and what is not known. */
final class NetworkText {
    private static final String UNKNOWN = "?";

    private final FoundNetwork found;
    private final Network network;
    private final NetworkCost cost;
    private final StringBuilder text = new StringBuilder();

    NetworkText(FoundNetwork found, NetworkCost cost) {
        this.found = found;
        this.network = found.network();
        this.cost = cost;
    }

    String text() {
        TfliteFile file = found.file();
        line(found.id() + (file == null || file.description().isEmpty() ? "" : ": " + file.description()));
        line("Input " + join(network.image().shape()) + ", " + cost.precision().text() + ", "
                + count(cost.operators().size(), "operator") + ".");
        text.append('\n').append(operators()).append('\n');
        totals();
        notes();
        return text.toString();
    }

    private String operators() {
        TextTable table = new TextTable(
                ">#", "OPERATOR", "OUTPUT", "KERNEL", ">MACS M", ">SHARE %", ">WEIGHTS kB", ">ACTIVATIONS kB");
        for (OperatorCost operator : cost.operators()) {
            table.row(
                    Integer.toString(operator.operator().index()),
                    name(operator.operator()),
                    operator.operator().outputs().isEmpty()
                            ? "-"
                            : join(network.output(operator.operator()).shape()),
                    kernel(operator.operator().options()),
                    operator.known() ? millions(operator.macs()) : UNKNOWN,
                    operator.known() ? share(operator.macs()) : UNKNOWN,
                    thousands(operator.weightBytes()),
                    thousands(operator.activationBytes()));
        }
        table.row(
                "",
                "total",
                "",
                "",
                millions(cost.macs()),
                share(cost.macs()),
                thousands(cost.weightsBytes()),
                thousands(cost.activationBytes()));
        return table.text();
    }

    private void totals() {
        line(String.format(
                Locale.ROOT,
                "%s M multiply-accumulates, %s M parameters in %s MB, activations of at most %s MB at once,"
                        + " %.1f multiply-accumulates per byte moved.",
                millions(cost.macs()),
                millions(cost.parameters()),
                millions(cost.weightsBytes()),
                millions(cost.activationPeakBytes()),
                cost.intensityMacsPerByte()));
    }

    private void notes() {
        long unknown =
                cost.operators().stream().filter(operator -> !operator.known()).count();
        if (unknown > 0) {
            line(count(unknown, "operator") + " of unknown cost (" + UNKNOWN
                    + "): custom, recurrent, control flow, or sized only at run time. The true total is higher.");
        }
        TfliteFile file = found.file();
        if (file == null) {
            return;
        }
        if (found.resized()) {
            line("At this size by TensorFlow Lite; the file's own input is "
                    + join(file.network().image().shape()) + ".");
        }
        found.warnings().forEach(this::line);
        if (file.subgraphs().size() > 1) {
            line("Not counted: " + count(file.subgraphs().size() - 1L, "subgraph")
                    + " that control flow calls as often as the data asks for.");
        }
        if (file.dynamicTensors() > 0) {
            String counted = found.resized() ? "at this input" : "stored";
            String advice = found.resized() || Images.size(network) == null ? "" : "; --input WxH sets the picture's";
            line(count(file.dynamicTensors(), "tensor") + " of a size that may change at run time, counted as "
                    + counted + advice + ".");
        }
    }

    private static String name(Operator operator) {
        return operator.options() instanceof Options.Custom custom ? "CUSTOM " + custom.name() : operator.kind();
    }

    private static String kernel(Options options) {
        if (!(options instanceof Options.Window window)) {
            return "";
        }
        String stride = window.strideWidth() == window.strideHeight()
                ? Integer.toString(window.strideWidth())
                : window.strideWidth() + "x" + window.strideHeight();
        boolean dilated = window.dilationWidth() > 1 || window.dilationHeight() > 1;
        return window.kernelWidth() + "x" + window.kernelHeight() + "/" + stride
                + (dilated ? " dilated " + window.dilationWidth() + "x" + window.dilationHeight() : "");
    }

    private static String join(List<Integer> shape) {
        return shape.isEmpty() ? "scalar" : shape.stream().map(String::valueOf).collect(Collectors.joining("x"));
    }

    private String share(long macs) {
        return cost.macs() == 0 ? "-" : String.format(Locale.ROOT, "%.1f", 100.0 * macs / cost.macs());
    }

    /** Three significant digits at least, without an exponent. */
    private static String millions(long count) {
        return scaled(count / 1e6);
    }

    private static String thousands(long count) {
        return scaled(count / 1e3);
    }

    private static String scaled(double value) {
        return value == 0
                ? "0"
                : String.format(Locale.ROOT, value < 0.1 ? "%.4f" : value < 100 ? "%.2f" : "%.0f", value);
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
