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
        // an unknown word explains more than what is missing because of it
        List<String> unknown =
                e instanceof UnmatchedArgumentException u ? u.getUnmatched() : command.getUnmatchedArguments();
        String problem =
                unknown.isEmpty() ? sentence(String.valueOf(e.getMessage())) : unmatched(unknown.get(0), command);
        String help =
                name.equals("framebudget") ? "framebudget help" : name.replaceFirst("framebudget", "framebudget help");
        return name + ": " + problem + " See '" + help + "'.";
    }

    private static String unmatched(String given, CommandLine command) {
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

    private static String sentence(String message) {
        String line = message.lines().findFirst().orElse("");
        String lower = line.isEmpty() ? line : Character.toLowerCase(line.charAt(0)) + line.substring(1);
        return lower.endsWith(".") ? lower : lower + ".";
    }
}
