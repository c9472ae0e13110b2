package org.framebudget.sim.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.framebudget.sim.report.TextStyle;
import org.jspecify.annotations.Nullable;

/**
 * Standard output and standard error. A write that fails is remembered instead of thrown: what a command computed and
 * stored is still good when nobody reads its output, and the exit status is decided once, at the end.
 */
public final class Terminal {
    private final Remembering out;
    private final PrintWriter outText;
    private final PrintWriter errText;
    private final TextStyle style;
    private final boolean errInteractive;
    private volatile boolean untilSignal;

    /** Over two streams; the last says whether a person may be watching the second. */
    public Terminal(OutputStream out, OutputStream err, TextStyle style, boolean errInteractive) {
        Charset charset = style.unicode() ? StandardCharsets.UTF_8 : StandardCharsets.US_ASCII;
        this.out = new Remembering(out);
        this.outText = new PrintWriter(new OutputStreamWriter(this.out, charset), false);
        this.errText = new PrintWriter(new OutputStreamWriter(err, charset), true);
        this.style = style;
        this.errInteractive = errInteractive;
    }

    /** The terminal this process was started on; the launcher says in system properties what it is able to do. */
    static Terminal system() {
        boolean outIsTerminal = flag("framebudget.tty.out", System.console() != null);
        boolean errIsTerminal = flag("framebudget.tty.err", System.console() != null);
        boolean unicode = flag(
                "framebudget.unicode",
                Charset.defaultCharset().name().toUpperCase(Locale.ROOT).startsWith("UTF"));
        boolean dumb = "dumb".equals(System.getenv("TERM"));
        String noColor = System.getenv("NO_COLOR");
        boolean colour = outIsTerminal && !dumb && (noColor == null || noColor.isEmpty());
        return new Terminal(
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                new TextStyle(colour, unicode),
                errIsTerminal && !dumb);
    }

    private static boolean flag(String property, boolean otherwise) {
        String value = System.getProperty(property);
        return value == null ? otherwise : value.equals("true");
    }

    /** What text on standard output may look like. */
    public TextStyle style() {
        return style;
    }

    /** Prints text as it is; the text brings its own line ends. */
    public void print(String text) {
        outText.print(text);
        outText.flush();
    }

    /** Prints one line. */
    public void println(String line) {
        print(line + "\n");
    }

    /** Prints a document for programs: always UTF-8, one line end at its end. */
    public void document(String text) {
        outText.flush();
        byte[] bytes = (text.endsWith("\n") ? text : text + "\n").getBytes(StandardCharsets.UTF_8);
        out.write(bytes, 0, bytes.length);
    }

    /** Prints one line on standard error. */
    public void note(String line) {
        errText.print(line + "\n");
        errText.flush();
    }

    /** From here on a signal is how the command ends in good order, and it says so itself. */
    public void runsUntilSignal() {
        untilSignal = true;
    }

    boolean isUntilSignal() {
        return untilSignal;
    }

    PrintWriter outWriter() {
        return outText;
    }

    PrintWriter errWriter() {
        return errText;
    }

    /** True where a line on standard error can be drawn again and again. */
    boolean errInteractive() {
        return errInteractive;
    }

    /** Draws over the current line of standard error. */
    void redraw(String line) {
        errText.print("\r\u001b[K" + line);
        errText.flush();
    }

    /** The first failed write on standard output, except that nobody reads it any more, which is no failure. */
    Optional<IOException> outputFailure() {
        outText.flush();
        IOException failure = out.failure;
        if (failure == null || isBrokenPipe(failure)) {
            return Optional.empty();
        }
        return Optional.of(failure);
    }

    private static boolean isBrokenPipe(IOException failure) {
        String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("broken pipe") || message.contains("pipe is being closed");
    }

    /** Passes bytes on until a write fails, then swallows the rest. */
    private static final class Remembering extends OutputStream {
        private final OutputStream target;

        private @Nullable IOException failure;

        Remembering(OutputStream target) {
            this.target = target;
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            if (failure != null) {
                return;
            }
            try {
                target.write(bytes, offset, length);
            } catch (IOException e) {
                failure = e;
            }
        }
    }
}
