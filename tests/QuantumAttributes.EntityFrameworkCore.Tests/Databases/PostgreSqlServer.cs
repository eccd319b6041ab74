using System.Diagnostics;

namespace QuantumAttributes.EntityFrameworkCore.Tests.Databases;

/// <summary>A throw-away server that <c>tests/tools/postgres.sh</c> makes.</summary>
public sealed class PostgreSqlServer : IAsyncDisposable
{
    private const string Variable = "QUANTUM_POSTGRES";

    private static readonly Lazy<Task<string>> _shared = new(FindAsync);

    private static PostgreSqlServer? _own;

    private readonly string _directory;

    private PostgreSqlServer(string directory, string connectionString)
    {
        _directory = directory;
        ConnectionString = connectionString;
    }

    public string ConnectionString { get; }

    /// <summary>The connection string of the server in <c>QUANTUM_POSTGRES</c>; where none is, of one for this run.</summary>
    public static Task<string> SharedAsync() => _shared.Value;

    /// <summary>Stops the server of this run, where there is one.</summary>
    public static async Task StopSharedAsync()
    {
        if (_own is not null)
            await _own.DisposeAsync();
    }

    /// <summary>Starts a server of one's own.</summary>
    public static async Task<PostgreSqlServer> StartAsync()
    {
        string directory = Directory.CreateTempSubdirectory("quantum-postgres-").FullName;
        (int exitCode, string output, string error) = await RunAsync(directory, "start");
        if (exitCode == 0)
            return new PostgreSqlServer(directory, output.Trim());
        await RunAsync(directory, "stop");
        throw new InvalidOperationException(
            $"These tests need PostgreSQL: name a server in {Variable}, or install Debian's postgresql. postgres.sh said: {error}");
    }

    public async ValueTask DisposeAsync() => await RunAsync(_directory, "stop");

    private static async Task<string> FindAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
            return named;
        _own = await StartAsync();
        return _own.ConnectionString;
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(string directory, string verb)
    {
        string script = Path.Combine(AppContext.BaseDirectory, "postgres.sh");
        using Process process = Process.Start(
            new ProcessStartInfo("bash", [script, directory, verb]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
