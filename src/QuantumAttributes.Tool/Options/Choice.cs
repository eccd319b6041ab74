using System.CommandLine;

namespace QuantumAttributes.Tool.Options;

/// <summary>Options of which a command line may have one.</summary>
internal static class Choice
{
    /// <summary>Adds the options, and refuses two of them.</summary>
    public static void AddTo(Command command, params IReadOnlyList<Option> options)
    {
        foreach (Option option in options)
            command.Options.Add(option);
        command.Validators.Add(arguments =>
        {
            string[] given = [.. options.Where(option => arguments.GetResult(option) is { Implicit: false }).Select(static option => option.Name)];
            if (given.Length > 1)
                arguments.AddError($"{string.Join(" and ", given)} exclude each other: choose one.");
        });
    }
}
