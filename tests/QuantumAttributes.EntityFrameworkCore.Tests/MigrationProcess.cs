using System.Diagnostics;
using System.Runtime.CompilerServices;
using QuantumAttributes.EntityFrameworkCore.Databases;
using QuantumAttributes.EntityFrameworkCore.Tests.Databases;

namespace QuantumAttributes.EntityFrameworkCore.Tests;

/// <summary>A process that migrates a database and ends; or that is killed on the way.</summary>
internal static class MigrationProcess
{
    private const string Variable = "QUANTUM_TEST_MIGRATE";

    /// <param name="kind">Which database system.</param>
    /// <param name="connectionString">The database.</param>
    /// <param name="killedBefore">The step before which the process ends itself, by its beginning; empty for none.</param>
    public static async Task<string> RunAsync(DatabaseKind kind, string connectionString, string killedBefore = "")
    {
        string host = Environment.ProcessPath!, dll = typeof(MigrationProcess).Assembly.Location;
        string[] arguments = Path.GetFileNameWithoutExtension(host) == "dotnet" ? [dll] : [];
        using Process process = Process.Start(new ProcessStartInfo(host, arguments)
        {
            Environment = { [Variable] = $"{kind}|{connectionString}|{killedBefore}" },
            RedirectStandardOutput = true,
        })!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output.Trim() : $"exit code {process.ExitCode}";
    }

    // Before the test runner's own Main: with the variable set this process is no test run.
    [ModuleInitializer]
    internal static void Run()
    {
        if (Environment.GetEnvironmentVariable(Variable)?.Split('|') is not [var kind, var connectionString, var killedBefore])
            return;
        var steps = new DatabaseSteps
        {
            BeforeStep = step =>
            {
                if (killedBefore.Length > 0 && step.StartsWith(killedBefore, StringComparison.Ordinal))
                    Process.GetCurrentProcess().Kill();
            },
        };
        TestDatabase.Open(Enum.Parse<DatabaseKind>(kind), connectionString, steps).MigrateAsync().GetAwaiter().GetResult();
        Console.WriteLine("migrated");
        Environment.Exit(0);
    }
}
