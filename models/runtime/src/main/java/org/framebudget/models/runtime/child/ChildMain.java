package org.framebudget.models.runtime.child;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.framebudget.models.runtime.ChildProtocol;
import org.framebudget.models.runtime.MeasureRequest;

/** Where the child process starts. */
public final class ChildMain {
    /** Tells the parent that the last line is a fault. */
    private static final int FAULT = 3;

    private ChildMain() {}

    /** Reads one request from standard input, answers it on standard output and ends the process. */
    public static void main(String[] args) throws IOException {
        MeasureRequest request = ChildProtocol.read(firstLine(System.in), MeasureRequest.class);
        endWithParent(System.in);
        LineOut out = LineOut.standard(request.plannedS());
        int status = 0;
        try {
            out.write(ChildProtocol.RECORD + ChildProtocol.line(new Measurement(request, out).run()));
        } catch (ChildFault e) {
            out.write(ChildProtocol.FAULT + ChildProtocol.line(e.fault()));
            status = FAULT;
        } catch (OutOfMemoryError e) {
            out.write(ChildProtocol.FAULT
                    + ChildProtocol.line(
                            ChildFault.machine("the run needs more memory than Java gave it: " + e.getMessage(), null)
                                    .fault()));
            status = FAULT;
        }
        // without the runtime's own clean-up, which has nothing left to do
        Runtime.getRuntime().halt(status);
    }

    private static String firstLine(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            line.write(b);
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    private static void endWithParent(InputStream in) {
        Thread watch = new Thread(
                () -> {
                    try {
                        in.transferTo(OutputStream.nullOutputStream());
                    } catch (IOException e) {
                        // as good as its end
                    }
                    Runtime.getRuntime().halt(FAULT);
                },
                "ends with its parent");
        watch.setDaemon(true);
        watch.start();
    }
}
