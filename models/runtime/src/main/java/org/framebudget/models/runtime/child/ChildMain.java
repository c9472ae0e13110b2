package org.framebudget.models.runtime.child;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import org.framebudget.models.runtime.ChildProtocol;
import org.framebudget.models.runtime.MeasureRequest;

/** Where the child process starts. */
public final class ChildMain {
    /** Tells the parent that the last line is a fault. */
    static final int FAULT = 3;

    private ChildMain() {}

    /**
     * Reads one request from standard input, answers it on standard output and ends the process; or serves until standard input
     * ends.
     */
    public static void main(String[] args) throws IOException {
        String request = firstLine(System.in);
        if (request.startsWith(ChildProtocol.SERVE)) {
            Server.serve(UnixDomainSocketAddress.of(request.substring(ChildProtocol.SERVE.length())), System.in);
            return;
        }
        endWithParent(System.in);
        int status = 0;
        LineOut out = LineOut.standard();
        try {
            out.write(ChildProtocol.ANSWER + ChildProtocol.line(answer(request, out)));
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

    private static Object answer(String request, LineOut out) {
        if (request.startsWith(ChildProtocol.RESHAPE)) {
            return Reshaping.shapes(
                    ChildProtocol.read(
                            request.substring(ChildProtocol.RESHAPE.length()), ChildProtocol.ShapesRequest.class),
                    out);
        }
        MeasureRequest measure =
                ChildProtocol.read(request.substring(ChildProtocol.MEASURE.length()), MeasureRequest.class);
        out.plan(measure.plannedS());
        return new Measurement(measure, out).run();
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
