using System.CommandLine;
using QuantumAttributes.Tool.Files;

namespace QuantumAttributes.Tool.Options;

/// <summary>A file for the result, mode 0600, which replaces another one only with <c>--force</c>.</summary>
internal sealed class OutputOption
{
    private const string Remedy = "Choose another name, or say --force to replace it.";

    private readonly Option<string?> _output;
    private readonly Option<bool> _force = new("--force") { Description = "Replaces the file where it is there.", Arity = ArgumentArity.Zero };

    public OutputOption(string what) => _output = new("--output")
    {
        Description = $"{what}; standard output where this is not said.",
        HelpName = "FILE",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_output);
        command.Options.Add(_force);
    }

    /// <summary>The file; null where none was named.</summary>
    public string? Path(ParseResult arguments) => arguments.GetValue(_output);

    /// <summary>Refuses a file that is there, before anything is done that cannot be taken back.</summary>
    /// <exception cref="IOException">It is there.</exception>
    public void RequireWritable(ParseResult arguments)
    {
        if (Path(arguments) is { } path && !arguments.GetValue(_force))
            PrivateFile.RequireFree(path, Remedy);
    }

    /// <summary>Writes the file, where one was named.</summary>
    /// <returns>Its path, or null.</returns>
    /// <exception cref="IOException">It is there, or cannot be written.</exception>
    public string? Write(ParseResult arguments, ReadOnlySpan<char> text)
    {
        if (Path(arguments) is not { } path)
            return null;
        RequireWritable(arguments);
        PrivateFile.Write(path, text, arguments.GetValue(_force));
        return path;
    }
}
