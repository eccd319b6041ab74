using System.CommandLine;
using QuantumAttributes.Keys;
using QuantumAttributes.Keys.Protection;
using QuantumAttributes.Keys.Storage;
using QuantumAttributes.Tool.Options;

namespace QuantumAttributes.Tool;

/// <summary>A store, its protection and its manager, opened once for a command. The tool makes no key by itself: its ring has no slots.</summary>
internal sealed class CommandContext(ToolTerminal terminal, TimeProvider time) : IDisposable
{
    private const int MinPrefix = 4;
    private const int MaxActor = 256;

    private readonly List<IDisposable> _owned = [];
    private IKeyStore? _store;
    private KeyProtection? _protection;
    private QuantumKeyManager? _manager;

    public IKeyStore Store => _store ?? throw new InvalidOperationException("The store is not open.");

    public KeyProtection Protection => _protection ?? throw new InvalidOperationException("The ring is not open.");

    public QuantumKeyManager Manager => _manager ?? throw new InvalidOperationException("The ring is not open.");

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Opens the store.</summary>
    public async ValueTask OpenStoreAsync(StoreOptions options, ParseResult arguments, bool mayCreate, CancellationToken cancellationToken) =>
        _store = await options.OpenAsync(arguments, mayCreate, cancellationToken);

    /// <summary>Opens protection and ring.</summary>
    public async ValueTask OpenRingAsync(
        ProtectionOptions options, ParseResult arguments, Func<KeyRingOptions, IEnumerable<IDisposable>> configure,
        CancellationToken cancellationToken)
    {
        KeyStoreContents contents = await Store.ReadAsync(cancellationToken);
        bool isEmpty = contents.Keys.Count == 0 && contents.Unreadable.Count == 0;
        _protection = Own(options.Open(arguments, terminal, isNew: isEmpty) ?? new NoProtection());
        if (_protection.Kind == KeyProtectionKind.None)
        {
            terminal.Note(
                $"No protection is named: keys in {Store.Description} are opened and sealed without protection, and whoever can read them "
                + "has them.");
        }

        KeyRingOptions ring = new() { Actor = Actor() };
        _owned.AddRange(configure(ring));
        _manager = Own(new QuantumKeyManager(Store, _protection, ring, time: time));
    }

    /// <summary>The key whose id begins like this.</summary>
    /// <exception cref="UsageException">These are no digits of an id, or too few.</exception>
    /// <exception cref="KeyRingException">There is no such key, or there are several.</exception>
    public async ValueTask<KeyDescription> FindAsync(string prefix, CancellationToken cancellationToken)
    {
        if (prefix.Length is < MinPrefix or > 2 * KeyId.Size || !prefix.All(char.IsAsciiHexDigit))
            throw new UsageException($"'{prefix}' is no key id: write its 32 hexadecimal digits, or the first {MinPrefix} or more.");
        KeyDescription[] found = [.. (await Manager.ListAsync(cancellationToken)).Where(key =>
            key.Id.ToString().StartsWith(prefix, StringComparison.OrdinalIgnoreCase))];
        return found switch
        {
            [var key] => key,
            [] => throw new KeyRingException($"The ring in {Store.Description} has no key {prefix} that can be read. See: quantum keys list"),
            _ => throw new KeyRingException(
                $"Several keys begin with {prefix}: {string.Join(", ", found.Select(static key => $"{key.Id} ({key.Slot} {key.Generation})"))}."),
        };
    }

    public void Dispose()
    {
        foreach (IDisposable owned in Enumerable.Reverse(_owned))
            owned.Dispose();
    }

    private static string Actor()
    {
        string actor = $"quantum tool, {Environment.UserName}@{Environment.MachineName}";
        return actor[..Math.Min(actor.Length, MaxActor)];
    }

    private T Own<T>(T owned)
        where T : IDisposable
    {
        _owned.Add(owned);
        return owned;
    }
}
