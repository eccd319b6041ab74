using System.CommandLine;
using QuantumAttributes.Keys;
using QuantumAttributes.Tool.Options;
using QuantumAttributes.Tool.Results;

namespace QuantumAttributes.Tool;

/// <summary>A command that works on the ring: it says which, and how the ring is protected.</summary>
internal abstract class RingCommand : ToolCommand
{
    private readonly StoreOptions _store = new();
    private readonly ProtectionOptions _protection = ProtectionOptions.Present();
    private readonly TimeProvider _time;

    protected RingCommand(string name, string description, ToolTerminal terminal, TimeProvider time) : base(name, description, terminal)
    {
        _time = time;
        _store.AddTo(this);
        _protection.AddTo(this);
    }

    /// <summary>Whether it may make the first key, and with it the store.</summary>
    protected virtual bool CreatesStore => false;

    /// <summary>Sets up how the ring is kept, where this differs from the default.</summary>
    /// <returns>What is to be disposed when the command is done.</returns>
    protected virtual IEnumerable<IDisposable> Configure(KeyRingOptions ring, ParseResult arguments) => [];

    protected sealed override async ValueTask<ToolResult> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        using CommandContext context = new(Terminal, _time);
        await context.OpenStoreAsync(_store, arguments, CreatesStore, cancellationToken);
        await context.OpenRingAsync(_protection, arguments, ring => Configure(ring, arguments), cancellationToken);
        return await RunAsync(context, arguments, cancellationToken);
    }

    /// <summary>Does it, in an opened ring.</summary>
    protected abstract ValueTask<ToolResult> RunAsync(CommandContext context, ParseResult arguments, CancellationToken cancellationToken);
}
