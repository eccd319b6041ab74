using System.Diagnostics;

namespace QuantumAttributes.Stress.Faults;

/// <summary>A PostgreSQL server of its own, which can be stopped and started again (<c>tests/tools/postgres.sh</c>).</summary>
internal sealed class PostgreSqlServer : IAsyncDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("quantum-postgres-").FullName;

    private PostgreSqlServer()
    {
    }

    public string ConnectionString { get; private set; } = "";

    public static async Task<PostgreSqlServer> StartAsync()
    {
        PostgreSqlServer server = new();
        server.ConnectionString = await server.RunAsync("start");
        return server;
    }

    /// <summary>Stops it as a crash does.</summary>
    public Task HaltAsync() => RunAsync("halt");

    /// <summary>Starts it again, at the same port.</summary>
    public Task ResumeAsync() => RunAsync("resume");

    public async ValueTask DisposeAsync() => await RunAsync("stop");

    private async Task<string> RunAsync(string verb)
    {
        string script = Path.Combine(AppContext.BaseDirectory, "postgres.sh");
        using Process process = Process.Start(
            new ProcessStartInfo("bash", [script, _directory, verb]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? (await output).Trim() : throw new StressException($"postgres.sh {verb}: {await error}");
    }
}
