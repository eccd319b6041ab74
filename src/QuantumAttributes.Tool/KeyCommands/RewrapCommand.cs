using System.CommandLine;
using QuantumAttributes.Keys;
using QuantumAttributes.Keys.Protection;
using QuantumAttributes.Keys.Storage;
using QuantumAttributes.Tool.Options;
using QuantumAttributes.Tool.Results;

namespace QuantumAttributes.Tool.KeyCommands;

/// <summary>Seals the ring anew under the present protection.</summary>
internal sealed class RewrapCommand : RingCommand
{
    private readonly ProtectionOptions _former = ProtectionOptions.Former();

    public RewrapCommand(ToolTerminal terminal, TimeProvider time)
        : base("rewrap", "Seals every key anew that is not sealed under the present protection; the former one is named too.", terminal, time) =>
        _former.AddTo(this);

    protected override IEnumerable<IDisposable> Configure(KeyRingOptions ring, ParseResult arguments)
    {
        // Upkeep is to seal, and to leave rotating and destroying to the application, whose policies are not known here.
        foreach (KeyPurpose purpose in Enum.GetValues<KeyPurpose>())
            ring.Policies[purpose] = KeyPolicy.DefaultOf(purpose) with { IsAutomatic = false, DestroyAtEnd = false, KeepDestroyed = null };
        if (_former.Open(arguments, Terminal, isNew: false) is not { } former)
            return [];
        ring.FormerProtections.Add(former);
        return [former];
    }

    protected override async ValueTask<ToolResult> RunAsync(CommandContext context, ParseResult arguments, CancellationToken cancellationToken)
    {
        Dictionary<KeyId, long> before = (await context.Manager.ListAsync(cancellationToken))
            .ToDictionary(static key => key.Id, static key => key.Revision);
        IReadOnlyList<UnreadableKey> unreadable = await context.Manager.ListUnreadableAsync(cancellationToken);
        if (before.Count == 0 && unreadable is [var first, ..])
        {
            throw new KeyProtectionException(
                $"No key opens under the present protection, nor under the former one. {first.Location}: {first.Reason}");
        }

        await context.Manager.MaintainAsync(cancellationToken);
        IReadOnlyList<KeyDescription> after = await context.Manager.ListAsync(cancellationToken);
        return new RewrapResult(
            [.. after.Where(key => before.GetValueOrDefault(key.Id) < key.Revision)], after.Count,
            await context.Manager.ListUnreadableAsync(cancellationToken));
    }
}
