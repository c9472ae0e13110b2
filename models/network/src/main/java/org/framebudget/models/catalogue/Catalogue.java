package org.framebudget.models.catalogue;

import java.util.Map;
import java.util.TreeMap;
import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.Network;
import org.framebudget.models.network.NetworkBuilder;
import org.framebudget.models.network.Precision;

/** The layers of every known network, at any input size and precision. */
public final class Catalogue {
    private static final Map<String, Definition> DEFINITIONS = definitions();

    private Catalogue() {}

    /**
     * A network at an input size.
     *
     * @param id a catalogue id
     * @param precision fp32, fp16 or int8
     * @throws org.framebudget.models.InputException for an unknown id, with the nearest one, and for a size that leaves
     *     nothing of a map
     */
    public static Network network(String id, InputSize size, Precision precision) {
        Networks.get(id);
        Definition definition = DEFINITIONS.get(id);
        if (definition == null) {
            throw new IllegalStateException("The network '" + id + "' has facts and no layers.");
        }
        return definition.build(new NetworkBuilder(id, precision), size);
    }

    /** The size that published numbers belong to. */
    public static InputSize defaultInput(String id) {
        return InputSize.square(Networks.get(id).defaultInputPx());
    }

    private static Map<String, Definition> definitions() {
        Map<String, Definition> all = new TreeMap<>();
        for (double width : new double[] {0.25, 0.5, 0.75, 1}) {
            all.put("mobilenet_v1_" + width, (net, size) -> MobileNetV1.classifier(net, size, width));
        }
        for (double width : new double[] {0.35, 0.5, 0.75, 1, 1.3, 1.4}) {
            all.put("mobilenet_v2_" + width, (net, size) -> MobileNetV2.classifier(net, size, width));
        }
        all.put("mobilenet_v3_small", MobileNetV3::small);
        all.put("mobilenet_v3_large", MobileNetV3::large);
        for (double width : new double[] {0.75, 1, 1.25, 1.75}) {
            all.put("mobilenet_edgetpu_" + width, (net, size) -> MobileNetEdgeTpu.classifier(net, size, width));
        }
        double[][] widthAndDepth = {{1, 1}, {1, 1.1}, {1.1, 1.2}, {1.2, 1.4}, {1.4, 1.8}};
        for (int i = 0; i < widthAndDepth.length; i++) {
            double[] scale = widthAndDepth[i];
            all.put("efficientnet_lite" + i, (net, size) -> EfficientNetLite.classifier(net, size, scale[0], scale[1]));
        }
        all.put("ssd_mobilenet_v1", SsdMobileNet::onV1);
        all.put("ssd_mobilenet_v2", SsdMobileNet::onV2);
        all.put("inception_v1", InceptionV1::classifier);
        all.put("inception_v3", InceptionV3::classifier);
        all.put("inception_v4", InceptionV4::classifier);
        all.put("resnet50", ResNet50::classifier);
        all.put("deeplab_v3_mnv2", DeepLab::onV2);
        all.put("posenet_mobilenet_v1", PoseNet::onV1);
        all.put("yolov8n", YoloV8::nano);
        return Map.copyOf(all);
    }
}
