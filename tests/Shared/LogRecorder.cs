using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace QuantumAttributes.Testing;

/// <summary>Keeps what is logged. Safe to use from several threads.</summary>
internal sealed class LogRecorder : ILoggerProvider
{
    private readonly ConcurrentQueue<Entry> _entries = new();

    /// <summary>All that was logged, in order.</summary>
    public IReadOnlyList<Entry> Entries => [.. _entries];

    /// <summary>What was logged with this event id by the classes of a namespace, in order.</summary>
    public IReadOnlyList<Entry> Find(string category, int eventId) =>
        [.. _entries.Where(entry => entry.Category.StartsWith(category, StringComparison.Ordinal) && entry.EventId == eventId)];

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, _entries);

    public void Dispose()
    {
    }

    public sealed record Entry(string Category, int EventId, LogLevel Level, string Message);

    private sealed class Logger(string category, ConcurrentQueue<Entry> entries) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            entries.Enqueue(new Entry(category, eventId.Id, logLevel, formatter(state, exception)));
    }
}
