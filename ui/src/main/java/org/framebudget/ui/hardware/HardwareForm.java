package org.framebudget.ui.hardware;

import java.nio.file.Path;
import org.framebudget.models.InputException;
import org.framebudget.sim.hil.agent.AgentAccess;
import org.framebudget.ui.text.Texts;
import org.jspecify.annotations.Nullable;

/**
 * What shall answer, as it stands in the fields.
 *
 * @param device id in the result
 * @param address of an agent
 * @param keys folder with the certificates for it; absent for none
 * @param token file with its token; absent for none
 * @param recording file; absent where none was chosen
 */
public record HardwareForm(
        @Nullable String device,
        Kind kind,
        String address,
        @Nullable Path keys,
        @Nullable Path token,
        @Nullable Path recording) {
    private static final String AGENT = "agent://";

    /** What can answer. */
    public enum Kind {
        LOCAL,
        AGENT,
        REPLAY;

        /** In words. */
        public String text() {
            return Texts.get("hardware.kind." + name());
        }
    }

    /**
     * As the command line names it.
     *
     * @throws InputException for a field that is empty
     */
    String target() {
        return switch (kind) {
            case LOCAL -> "local";
            case AGENT -> {
                String written = address.strip();
                if (written.isEmpty()) {
                    throw new InputException(Texts.get("hardware.address.right"));
                }
                yield written.startsWith(AGENT) ? written : AGENT + written;
            }
            case REPLAY -> {
                if (recording == null) {
                    throw new InputException(Texts.get("hardware.recording.none"));
                }
                yield "replay:" + recording;
            }
        };
    }

    /** For an agent. */
    AgentAccess access() {
        return AgentAccess.of(keys, null, null, null, token);
    }
}
