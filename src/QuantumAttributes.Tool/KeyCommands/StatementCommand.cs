using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text;
using QuantumAttributes.Keys;
using QuantumAttributes.Keys.Approvals;
using QuantumAttributes.Tool.Options;
using QuantumAttributes.Tool.Results;

namespace QuantumAttributes.Tool.KeyCommands;

/// <summary>Writes the statement that approvers sign.</summary>
internal sealed class StatementCommand : RingCommand
{
    private readonly Argument<ApprovalAction> _action = new("action")
    {
        Description = "What is to be done.",
        HelpName = "compromise|destroy",
        CustomParser = ParseAction,
    };

    private readonly Argument<string> _id = KeyArguments.Id();
    private readonly Option<string> _reason = ReasonOption.Create();
    private readonly OutputOption _output = new("The statement's file");

    private readonly Option<DateTimeOffset?> _expires = new("--expires")
    {
        Description =
            "Until when approvals count: a time (2026-07-01T12:00Z), or hours or days from now (12h, 3d). At most 7 days, and 1 day where "
            + "this is not said.",
        HelpName = "TIME",
    };

    public StatementCommand(ToolTerminal terminal, TimeProvider time)
        : base("statement", "Writes the statement that approvers sign before a key is destroyed or marked compromised.", terminal, time)
    {
        Arguments.Add(_action);
        Arguments.Add(_id);
        Options.Add(_reason);
        _expires.CustomParser = result => ParseExpires(result, time.GetUtcNow());
        Options.Add(_expires);
        _output.AddTo(this);
    }

    protected override async ValueTask<ToolResult> RunAsync(CommandContext context, ParseResult arguments, CancellationToken cancellationToken)
    {
        KeyDescription key = await context.FindAsync(arguments.GetValue(_id)!, cancellationToken);
        DateTimeOffset expires = arguments.GetValue(_expires) ?? context.Now.AddDays(1);
        ApprovalStatement statement = new(arguments.GetValue(_action), key, arguments.GetValue(_reason)!, expires);
        string text = Encoding.UTF8.GetString(statement.ToUtf8());
        return new TextResult("statement", text, _output.Write(arguments, text));
    }

    private static ApprovalAction ParseAction(ArgumentResult argument)
    {
        switch (argument.Tokens[0].Value)
        {
            case "compromise":
                return ApprovalAction.MarkCompromised;
            case "destroy":
                return ApprovalAction.Destroy;
            default:
                argument.AddError($"'{argument.Tokens[0].Value}' is neither compromise nor destroy.");
                return default;
        }
    }

    private static DateTimeOffset? ParseExpires(ArgumentResult argument, DateTimeOffset now)
    {
        string text = argument.Tokens[0].Value;
        DateTimeOffset? expires = ReadTime(text, now);
        if (expires is null || expires <= now || expires > now + ApprovalStatement.MaxValidity)
        {
            argument.AddError(
                $"--expires: '{text}' is no time within the next {ApprovalStatement.MaxValidity.TotalDays:0} days, such as "
                + "2026-07-01T12:00Z, 12h or 3d.");
        }

        return expires;
    }

    private static DateTimeOffset? ReadTime(string text, DateTimeOffset now)
    {
        if (text is [.. var count, 'h' or 'd'] && byte.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out byte units))
            return now + (text[^1] == 'h' ? TimeSpan.FromHours(units) : TimeSpan.FromDays(units));
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time : null;
    }
}
