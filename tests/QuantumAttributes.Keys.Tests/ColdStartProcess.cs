using System.Diagnostics;
using System.Runtime.CompilerServices;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Keys.Tests;

/// <summary>A process that loads or creates the identity of a directory, writes its thumbprint and ends.</summary>
internal static class ColdStartProcess
{
    private const string Variable = "QUANTUM_TEST_COLD_START";

    public static Process Start(string directory)
    {
        string host = Environment.ProcessPath!, dll = typeof(ColdStartProcess).Assembly.Location;
        string[] arguments = Path.GetFileNameWithoutExtension(host) == "dotnet" ? [dll] : [];
        return Process.Start(new ProcessStartInfo(host, arguments)
        {
            Environment = { [Variable] = directory },
            RedirectStandardOutput = true,
        })!;
    }

    public static async Task<string> ReadAsync(Process process)
    {
        using (process)
        {
            string output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return process.ExitCode == 0 ? output.Trim() : $"exit code {process.ExitCode}: {output}";
        }
    }

    // Before the test runner's own Main: with the variable set this process is no test run.
    [ModuleInitializer]
    internal static void Run()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { } directory)
            return;
        using SigningKey key = KeyDirectory.Open(directory).LoadOrCreateIdentity(SignatureAlgorithm.MLDsa65, ProviderSet.Default);
        Console.WriteLine(key.VerifyingKey.Thumbprint);
        Environment.Exit(0);
    }
}
