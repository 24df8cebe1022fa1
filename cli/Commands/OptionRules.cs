using System.CommandLine;
using System.CommandLine.Parsing;

namespace Stratus.Cli.Commands;

/// <summary>What options of one command line may hold, and which go together.</summary>
internal static class OptionRules
{
    /// <summary>Whether an option stands on the command line.</summary>
    public static bool IsGiven(CommandResult result, Option option) => result.GetResult(option) is { Implicit: false };

    /// <summary>The word after an option or in an argument's place; null where there is none, or, which is a mistake of its own, several.</summary>
    public static string? Word(SymbolResult? given) => given?.Tokens is [var word] ? word.Value : null;

    /// <summary>Options that mean nothing beside another one.</summary>
    public static void Excludes(CommandResult result, Option place, params Option[] others)
    {
        foreach (var option in others)
            if (IsGiven(result, option) && IsGiven(result, place)) result.AddError($"{option.Name} does not go with {place.Name}");
    }

    /// <summary>Options that mean nothing without another one.</summary>
    public static void Needs(CommandResult result, Option place, params Option[] others)
    {
        foreach (var option in others)
            if (IsGiven(result, option) && !IsGiven(result, place)) result.AddError($"{option.Name} needs {place.Name}");
    }

    /// <summary>Refuses the values that are not good.</summary>
    /// <param name="result">The option as it was given.</param>
    /// <param name="isGood">Tells a good value.</param>
    /// <param name="allowed">What is allowed, in words.</param>
    /// <param name="problem">What is wrong with a value; null: the words alone.</param>
    public static void Refuse(OptionResult result, Func<string, bool> isGood, string allowed, Func<string, string?>? problem = null)
    {
        foreach (var token in result.Tokens.Where(token => !isGood(token.Value)))
            result.AddError($"{result.Option.Name} is '{token.Value}'{(problem?.Invoke(token.Value) is { Length: > 0 } why ? $": {why}" : "")}; {allowed}");
    }
}
