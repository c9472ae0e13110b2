package org.framebudget.models.tflite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.function.Consumer;
import org.framebudget.models.InputException;
import org.framebudget.models.network.Activation;
import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.NetworkBuilder;
import org.framebudget.models.network.NetworkCost;
import org.framebudget.models.network.Precision;
import org.junit.jupiter.api.Test;
import org.tensorflow.lite.schema.AbsOptionsT;
import org.tensorflow.lite.schema.BuiltinOptions;
import org.tensorflow.lite.schema.BuiltinOptionsUnion;
import org.tensorflow.lite.schema.Conv2DOptionsT;
import org.tensorflow.lite.schema.OperatorT;
import org.tensorflow.lite.schema.TensorT;
import org.tensorflow.lite.schema.TensorType;

/** Models whose tables are sound and say something that cannot be. */
class BrokenModelTest {
    /** Tensors: 0 image, 1 weights, 2 bias, 3 map, 4 result; operators: 0 CONV_2D, 1 LOGISTIC. */
    private static TestModel model() {
        NetworkBuilder builder = new NetworkBuilder("m.tflite", Precision.FP32);
        return TestModel.of(builder.build(
                builder.logistic(builder.conv(builder.image(InputSize.square(32), 3), 4, 3, 2, Activation.NONE))));
    }

    private static TensorT tensor(TestModel model, int index) {
        return model.graphs.get(0).tensors.get(index);
    }

    private static OperatorT operator(TestModel model, int index) {
        return model.graphs.get(0).operators.get(index);
    }

    private static Conv2DOptionsT conv(TestModel model) {
        return operator(model, 0).getBuiltinOptions().asConv2DOptions();
    }

    private static void assertMessage(String expected, Consumer<TestModel> breaking) {
        TestModel model = model();
        breaking.accept(model);
        InputException error = assertThrows(InputException.class, model::read);
        assertEquals("m.tflite: " + expected, error.getMessage());
    }

    @Test
    void theModelItselfIsSound() {
        assertEquals(16L * 16 * 4 * 27, NetworkCost.of(model().read().network()).macs());
    }

    @Test
    void aModelHasSomethingToDoToTakeAndToGive() {
        assertMessage("model: schema version 2. TensorFlow Lite runs version 3.", model -> model.model.setVersion(2));
        assertMessage("model: there is no subgraph, so there is nothing to run.", model -> model.graphs.clear());
        assertMessage("subgraph 0: there is no operator, so there is nothing to run.", model -> {
            model.graphs.get(0).operators.clear();
            model.graphs.get(0).outputs = new int[] {0};
        });
        assertMessage("subgraph 0: there is no input, so there is nowhere to put an image.", model -> {
            tensor(model, 0).setIsVariable(true);
            model.graphs.get(0).inputs = new int[0];
        });
        assertMessage(
                "subgraph 0: there is no output, so there is no result.",
                model -> model.graphs.get(0).outputs = new int[0]);
    }

    @Test
    void everyTensorThatIsNamedExists() {
        assertMessage(
                "subgraph 0, operator 0 (CONV_2D): input 2 is tensor 912, and there are 5.",
                model -> operator(model, 0).setInputs(new int[] {0, 1, 912}));
        assertMessage(
                "subgraph 0, operator 1 (LOGISTIC): input 0 is tensor -2, and there are 5.",
                model -> operator(model, 1).setInputs(new int[] {-2}));
        assertMessage(
                "subgraph 0, operator 1 (LOGISTIC): output 0 is tensor -1, and there are 5.",
                model -> operator(model, 1).setOutputs(new int[] {-1}));
        assertMessage(
                "subgraph 0: inputs: number 1 is tensor 5, and there are 5.",
                model -> model.graphs.get(0).inputs = new int[] {0, 5});
        assertMessage(
                "subgraph 0: outputs: number 0 is tensor -1, and there are 5.",
                model -> model.graphs.get(0).outputs = new int[] {-1});
    }

    @Test
    void everyOtherNumberPointsToSomething() {
        assertMessage(
                "subgraph 0, operator 1: its operator code is number 4294967295, and there are 2.",
                model -> operator(model, 1).setOpcodeIndex(4_294_967_295L));
        assertMessage(
                "subgraph 0, tensor 1: its numbers are in buffer 77, and there are 3.",
                model -> tensor(model, 1).setBuffer(77));
        assertMessage("operator code 1: builtin code -3 is negative.", model -> {
            model.codes.get(1).setBuiltinCode(-3);
            model.codes.get(1).setDeprecatedBuiltinCode((byte) -4);
        });
        assertMessage("operator code 1: it is a custom operator without a name.", model -> {
            model.codes.get(1).setBuiltinCode(32);
            model.codes.get(1).setDeprecatedBuiltinCode((byte) 32);
        });
    }

    @Test
    void whatIsReadIsMadeBefore() {
        assertMessage(
                "subgraph 0, operator 0 (CONV_2D): input 0 is tensor 4, which operator 1 (LOGISTIC) makes later.",
                model -> operator(model, 0).setInputs(new int[] {4, 1, 2}));
        assertMessage(
                "subgraph 0, operator 1 (LOGISTIC): input 0 is tensor 4, which it makes itself.",
                model -> operator(model, 1).setInputs(new int[] {4}));
        assertMessage("subgraph 0, operator 1 (LOGISTIC): input 0 is tensor 5, which nothing makes.", model -> {
            int lost = model.graphs.get(0).tensor("lost", TensorType.FLOAT32, 3);
            operator(model, 1).setInputs(new int[] {lost});
        });
        assertMessage(
                "subgraph 0: outputs: number 0 is tensor 5, which nothing makes.",
                model -> model.graphs.get(0).outputs =
                        new int[] {model.graphs.get(0).tensor("lost", TensorType.FLOAT32, 3)});
    }

    @Test
    void nothingIsMadeTwice() {
        assertMessage(
                "subgraph 0, operator 1 (LOGISTIC): output 0 is tensor 3, which operator 0 (CONV_2D) makes too.",
                model -> operator(model, 1).setOutputs(new int[] {3}));
        assertMessage(
                "subgraph 0, operator 1 (LOGISTIC): output 0 is tensor 1, which holds stored numbers.",
                model -> operator(model, 1).setOutputs(new int[] {1}));
        assertMessage(
                "subgraph 0, operator 1 (LOGISTIC): output 0 is tensor 0, which is an input of the subgraph.",
                model -> operator(model, 1).setOutputs(new int[] {0}));
    }

    @Test
    void shapesCanBe() {
        assertMessage(
                "subgraph 0, tensor 3: shape [1, -16, 16, 4] has the negative extent -16."
                        + " One that is only known at run time stands in shape_signature.",
                model -> tensor(model, 3).setShape(new int[] {1, -16, 16, 4}));
        String large = " of FLOAT32 takes more than 2^40 bytes. No model has that.";
        int most = Integer.MAX_VALUE;
        assertMessage(
                "subgraph 0, tensor 3: shape [" + most + ", " + most + ", " + most + "]" + large,
                model -> tensor(model, 3).setShape(new int[] {most, most, most}));
        assertMessage(
                "subgraph 0, tensor 3: shape [65536, 65536, 65536, 65536, 0]" + large,
                model -> tensor(model, 3).setShape(new int[] {65536, 65536, 65536, 65536, 0}));
        assertMessage(
                "subgraph 0, tensor 3: shape: 33 numbers are more than the 32 that are read.",
                model -> tensor(model, 3).setShape(new int[33]));
        assertMessage(
                "subgraph 0, tensor 3: type 99 is unknown. Types 0 (FLOAT32) to 18 (BFLOAT16) are read.",
                model -> tensor(model, 3).setType((byte) 99));
    }

    @Test
    void storedNumbersFillTheirTensor() {
        assertMessage(
                "subgraph 0, tensor 2: its buffer holds 16 bytes, and [5] of FLOAT32 takes 20.",
                model -> tensor(model, 2).setShape(new int[] {5}));
        assertMessage(
                "subgraph 0, tensor 2: it is a variable and has stored numbers. One of the two is wrong.",
                model -> tensor(model, 2).setIsVariable(true));
    }

    @Test
    void anOperatorWithWeightsHasThemInTheRightShape() {
        assertMessage(
                "subgraph 0, operator 0 (CONV_2D): inputs [0] and outputs [3] are too few:"
                        + " it takes at least 2 and makes one.",
                model -> operator(model, 0).setInputs(new int[] {0}));
        assertMessage(
                "subgraph 0, operator 0 (CONV_2D): inputs [0, -1] and outputs [3] are too few:"
                        + " it takes at least 2 and makes one.",
                model -> operator(model, 0).setInputs(new int[] {0, -1}));
        assertMessage(
                "subgraph 0, operator 0 (CONV_2D): inputs [0, 1, 2] and outputs [] are too few:"
                        + " it takes at least 2 and makes one.",
                model -> operator(model, 0).setOutputs(new int[0]));
        assertMessage(
                "subgraph 0, operator 0 (CONV_2D): its weights, tensor 2, have the shape [4], and 4 extents are needed.",
                model -> operator(model, 0).setInputs(new int[] {0, 2, 1}));
    }

    @Test
    void optionsCanBe() {
        assertMessage(
                "subgraph 0, operator 0 (CONV_2D): its Conv2DOptions are missing.",
                model -> operator(model, 0).setBuiltinOptions(new BuiltinOptionsUnion()));
        assertMessage(
                "subgraph 0, operator 0 (CONV_2D): its Conv2DOptions are missing.",
                model -> operator(model, 0)
                        .setBuiltinOptions(TestOptions.union(BuiltinOptions.AbsOptions, new AbsOptionsT())));
        assertMessage(
                "subgraph 0, operator 0 (CONV_2D): stride 0x2 is not positive.",
                model -> conv(model).setStrideW(0));
        assertMessage(
                "subgraph 0, operator 0 (CONV_2D): dilation 1x-7 is not positive.",
                model -> conv(model).setDilationHFactor(-7));
        assertMessage(
                "subgraph 0, operator 0 (CONV_2D): padding 2 is unknown. 0 is SAME and 1 is VALID.",
                model -> conv(model).setPadding((byte) 2));
        assertMessage(
                "subgraph 0, operator 0 (CONV_2D): fused activation 6 is unknown. 0 (NONE) to 5 (SIGN_BIT) are read.",
                model -> conv(model).setFusedActivationFunction((byte) 6));
        assertMessage("subgraph 0, operator 0 (CONV_2D): kernel 3x0 is not positive.", model -> {
            tensor(model, 1).setShape(new int[] {4, 0, 3, 3});
            tensor(model, 1).setBuffer(0);
            model.graphs.get(0).inputs = new int[] {0, 1};
        });
    }

    @Test
    void aLongCustomNameDoesNotFloodTheMessage() {
        assertMessage(
                "subgraph 0, operator 1 (CUSTOM " + "x".repeat(60) + "…): input 0 is tensor 9, and there are 5.",
                model -> {
                    model.custom("x".repeat(1_000));
                    operator(model, 1).setOpcodeIndex(2);
                    operator(model, 1).setInputs(new int[] {9});
                });
    }

    @Test
    void moreThanAnyModelHasIsRefusedAtOnce() {
        assertMessage(
                "subgraph 3: up to here there are 75005 tensors, and at most 65536 are read. No model has that many.",
                model -> {
                    for (int i = 0; i < 3; i++) {
                        TestModel.Graph graph = model.graph("g" + i);
                        for (int t = 0; t < 25_000; t++) {
                            graph.tensor("", TensorType.BOOL);
                        }
                    }
                });
    }
}
