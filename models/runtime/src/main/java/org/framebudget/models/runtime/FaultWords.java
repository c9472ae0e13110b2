package org.framebudget.models.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;
import org.framebudget.models.tflite.TfliteReader;

/** Makes an exception of what the child says is wrong. */
final class FaultWords {
    private FaultWords() {}

    /**
     * An {@link InputException} or a {@link MachineException}.
     *
     * @param name how the message calls it
     * @param log what the child printed as errors meanwhile
     */
    static RuntimeException exception(Path file, String name, ChildProtocol.Fault fault, List<String> log) {
        if (fault.kind() == ChildProtocol.Kind.FILE) {
            try {
                TfliteReader.read(file); // says at which place, where the reader finds it too
            } catch (InputException e) {
                return e;
            }
        }
        StringBuilder text = new StringBuilder(name + ": " + fault.problem());
        String quoted = fault.quoteLog() ? ErrorLog.runtimeErrors(log) : "";
        if (!quoted.isEmpty()) {
            text.append(" (TensorFlow Lite: ").append(quoted).append(')');
        }
        text.append('.');
        if (fault.advice() != null) {
            text.append(' ').append(fault.advice());
        }
        String message = text.toString();
        return fault.kind() == ChildProtocol.Kind.MACHINE
                ? new MachineException(message, new IOException(String.join("\n", log)))
                : new InputException(message);
    }
}
