using System.Text.Json;
using QuantumAttributes.Tool.Results;
using Spectre.Console;

namespace QuantumAttributes.Tool;

/// <summary>
/// Where the tool reads and writes. Results go to standard output and nothing else does; notes, errors and questions go to standard error.
/// </summary>
/// <param name="output">Standard output.</param>
/// <param name="error">Standard error.</param>
/// <param name="prompts">Where questions are asked and answered.</param>
/// <param name="isInteractive">Whether somebody is there to answer.</param>
internal sealed class ToolTerminal(TextWriter output, TextWriter error, IAnsiConsole prompts, bool isInteractive)
{
    // For what is no terminal: wide enough that no table is folded.
    private const int UnboundedWidth = 400;

    private static readonly JsonWriterOptions _jsonOptions = new() { Indented = true };

    private IAnsiConsole? _console;

    public TextWriter Out => output;

    public TextWriter Error => error;

    /// <summary>Whether results, notes and errors are written as JSON.</summary>
    public bool IsJson { get; set; }

    /// <summary>Standard output, for tables.</summary>
    public IAnsiConsole Console => _console ??= CreateConsole();

    public static ToolTerminal OfProcess() => new(
        System.Console.Out, System.Console.Error,
        AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(System.Console.Error),
            Interactive = InteractionSupport.Yes,
        }),
        !System.Console.IsInputRedirected);

    /// <summary>Writes what came of a command.</summary>
    public void Write(ToolResult result)
    {
        if (!IsJson)
        {
            result.WriteText(this);
            return;
        }

        WriteJson(output, json =>
        {
            json.WriteStartObject();
            result.WriteJson(json);
            json.WriteEndObject();
        });
    }

    /// <summary>Says something besides the result.</summary>
    public void Note(string text)
    {
        if (IsJson)
            WriteJson(error, json => WriteObject(json, "note", text));
        else
            error.WriteLine(text);
    }

    /// <summary>Says what went wrong.</summary>
    public void Fail(ToolFailure failure)
    {
        if (!IsJson)
        {
            error.WriteLine(failure.Message);
            return;
        }

        WriteJson(error, json =>
        {
            json.WriteStartObject();
            json.WriteStartObject("error");
            json.WriteString("type", failure.Type);
            json.WriteString("message", failure.Message);
            json.WriteEndObject();
            json.WriteEndObject();
        });
    }

    /// <summary>Asks for a secret, which does not appear while it is typed.</summary>
    /// <param name="question">What is asked for, such as <c>Passphrase</c>.</param>
    /// <param name="twice">Whether a slip would have consequences.</param>
    /// <param name="instead">The option that names a file with it.</param>
    /// <exception cref="UsageException">Nobody is there to answer, or the two answers differ.</exception>
    public SecretCharacters AskSecret(string question, bool twice, string instead)
    {
        if (!isInteractive)
            throw new UsageException($"{question}: nobody can be asked, since standard input is no terminal. Use {instead} FILE.");
        SecretCharacters answer = Ask(question);
        if (!twice)
            return answer;
        using SecretCharacters again = Ask($"{question}, once more");
        if (answer.Span.SequenceEqual(again.Span))
            return answer;
        answer.Dispose();
        throw new UsageException($"{question}: the two answers differ.");
    }

    // A string, which cannot be wiped: the library has no other answer.
    private SecretCharacters Ask(string question) =>
        new(prompts.Prompt(new TextPrompt<string>($"{Markup.Escape(question)}:").Secret(null)));

    private static void WriteObject(Utf8JsonWriter json, string name, string value)
    {
        json.WriteStartObject();
        json.WriteString(name, value);
        json.WriteEndObject();
    }

    private static void WriteJson(TextWriter writer, Action<Utf8JsonWriter> write)
    {
        using MemoryStream bytes = new();
        using (Utf8JsonWriter json = new(bytes, _jsonOptions))
            write(json);
        writer.WriteLine(System.Text.Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length));
    }

    private IAnsiConsole CreateConsole()
    {
        AnsiConsoleOutput target = new(output);
        if (target.IsTerminal)
            return AnsiConsole.Create(new AnsiConsoleSettings { Out = target });
        IAnsiConsole plain = AnsiConsole.Create(
            new AnsiConsoleSettings { Out = target, Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors });
        plain.Profile.Width = UnboundedWidth;
        return plain;
    }
}
