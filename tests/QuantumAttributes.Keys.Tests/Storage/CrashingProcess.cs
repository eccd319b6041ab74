using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using QuantumAttributes.Keys.Storage;

namespace QuantumAttributes.Keys.Tests.Storage;

/// <summary>This test program itself, which adds and replaces a key again and again, and kills itself before a given step.</summary>
internal static class CrashingProcess
{
    private const string Variable = "QUANTUM_TEST_CRASH";

    /// <summary>Runs it to its end.</summary>
    public static async Task<int> RunAsync(string directory, int step)
    {
        string host = Environment.ProcessPath!, dll = typeof(CrashingProcess).Assembly.Location;
        string[] arguments = Path.GetFileNameWithoutExtension(host) == "dotnet" ? [dll] : [];
        using Process process = Process.Start(new ProcessStartInfo(host, arguments)
        {
            Environment = { [Variable] = string.Create(CultureInfo.InvariantCulture, $"{step} {directory}") },
        })!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    // Before the test runner's own Main: with the variable set this process is no test run.
    [ModuleInitializer]
    internal static void Run()
    {
        if (Environment.GetEnvironmentVariable(Variable)?.Split(' ', 2) is not [string steps, string directory])
            return;
        int left = int.Parse(steps, CultureInfo.InvariantCulture);
        DirectoryKeyStore store = DirectoryKeyStore.Open(directory);
        store.BeforeStep = _ =>
        {
            if (left-- == 0)
                Process.GetCurrentProcess().Kill();
        };
        WriteAsync(store).GetAwaiter().GetResult();
    }

    private static async Task WriteAsync(DirectoryKeyStore store)
    {
        for (int generation = 1; ; generation++)
        {
            long last = (await store.ReadAsync()).LastAudit?.Sequence ?? 0;
            StoredKey key = StoredKeys.New(StoredKeys.Invoices, generation);
            await store.CommitAsync(new KeyStoreCommit([StoredKeys.Entry(last + 1)], [key], []));
            await store.CommitAsync(new KeyStoreCommit([StoredKeys.Entry(last + 2)], [key.Next()], []));
        }
    }
}
