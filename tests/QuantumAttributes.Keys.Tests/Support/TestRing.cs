using Microsoft.Extensions.Logging;
using QuantumAttributes.Keys.Audit;
using QuantumAttributes.Keys.Protection;
using QuantumAttributes.Keys.Storage;
using QuantumAttributes.Testing;

namespace QuantumAttributes.Keys.Tests;

/// <summary>A ring in memory, with as many managers as a test opens, under one clock.</summary>
internal sealed class TestRing : IDisposable
{
    private readonly List<IDisposable> _opened = [];

    public TestRing() => Keys = Open();

    public TestRing(KeyRingOptions options)
    {
        Options = options;
        Keys = Open();
    }

    public static KeySlot Signing => KeyPurpose.Signing;

    public static KeySlot Sealing => KeyPurpose.Sealing;

    public static KeySlot Tickets => KeyPurpose.SessionTickets;

    public TestStore Store { get; } = new();

    public ManualTime Time { get; } = new();

    public LogRecorder Log { get; } = new();

    public KeyRingOptions Options { get; } = new();

    public FixedProtection Protection { get; } = new(1);

    /// <summary>The first manager.</summary>
    public QuantumKeyManager Keys { get; }

    /// <summary>Another manager of the ring, as another process has it.</summary>
    public QuantumKeyManager Open(KeyProtection? protection = null, KeyRingOptions? options = null)
    {
        QuantumKeyManager manager = new(
            Store, protection ?? Protection, options ?? Options, null, Time, new Logger<QuantumKeyManager>(Log));
        _opened.Add(manager);
        return manager;
    }

    public IReadOnlyList<LogRecorder.Entry> Logged(int eventId) => Log.Find("", eventId);

    public async Task<List<AuditRecord>> AuditAsync() => await Store.ReadAuditAsync().ToListAsync();

    public async Task<AuditReport> VerifyAuditAsync() =>
        await AuditVerifier.VerifyAsync(Store.ReadAuditAsync(), await Open().ListAsync());

    public void Dispose() => _opened.ForEach(static manager => manager.Dispose());
}

/// <summary>Logs to a recorder.</summary>
internal sealed class Logger<T>(LogRecorder recorder) : ILogger<T>
{
    private readonly ILogger _logger = recorder.CreateLogger(typeof(T).FullName!);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _logger.Log(logLevel, eventId, state, exception, formatter);
}
