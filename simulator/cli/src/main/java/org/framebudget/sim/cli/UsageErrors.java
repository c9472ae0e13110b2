package org.framebudget.sim.cli;

import java.util.ArrayList;
import java.util.List;
import org.framebudget.models.Suggestions;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** A command line that cannot be understood, in one line. */
final class UsageErrors {
    private UsageErrors() {}

    static String message(ParameterException e) {
        CommandLine command = e.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        String problem = e instanceof UnmatchedArgumentException unmatched
                ? unmatched(unmatched, command)
                : firstLine(e.getMessage());
        String help = name.equals("framebudget") ? "framebudget help" : name.replaceFirst("framebudget", "framebudget help");
        return name + ": " + problem + " See '" + help + "'.";
    }

    private static String unmatched(UnmatchedArgumentException e, CommandLine command) {
        String given = e.getUnmatched().get(0);
        if (given.startsWith("-")) {
            String option = given.contains("=") ? given.substring(0, given.indexOf('=')) : given;
            List<String> known = new ArrayList<>();
            for (OptionSpec spec : command.getCommandSpec().options()) {
                if (!spec.hidden()) {
                    known.addAll(List.of(spec.names()));
                }
            }
            return "there is no option '" + option + "'. " + Suggestions.advice(option, known);
        }
        boolean takesCommand = !command.getSubcommands().isEmpty()
                && command.getCommandSpec().positionalParameters().isEmpty();
        if (takesCommand) {
            return "there is no command '" + given + "'. "
                    + Suggestions.advice(given, command.getSubcommands().keySet());
        }
        return "'" + given + "' is one argument too many.";
    }

    private static String firstLine(String message) {
        String line = message.lines().findFirst().orElse("");
        return line.endsWith(".") ? line : line + ".";
    }
}
