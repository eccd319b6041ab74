using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using QuantumAttributes.Benchmarks.Hubs;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Benchmarks.Servers;

/// <summary>The process that is measured: several applications and a TLS listener, of which one at a time gets requests.</summary>
internal static class BenchmarkServer
{
    /// <summary>The argument that starts it.</summary>
    public const string Command = "server";

    /// <summary>The line behind its facts.</summary>
    public const string Ready = "ready";

    /// <summary>Runs until the standard input ends; answers each line of it with what the process has used.</summary>
    public static async Task RunAsync()
    {
        VerifyingKey client = VerifyingKey.Import(SignatureAlgorithm.MLDsa65, Convert.FromBase64String(Console.ReadLine()!));
        string directory = Directory.CreateTempSubdirectory("quantum-benchmark-").FullName;
        using ECDsa tokenKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var tls = new TlsListener();
        await using WebApplication plain = Applications.Plain();
        await using WebApplication framework = Applications.Framework();
        await using WebApplication token = Applications.Token(tokenKey);
        await using WebApplication quantum = Applications.Quantum(client, directory);
        await using WebApplication plainHub = HubApplications.Plain();
        await using WebApplication quantumHub = HubApplications.Quantum(client, directory);
        try
        {
            foreach (WebApplication application in new[] { plain, framework, token, quantum, plainHub, quantumHub })
                await application.StartAsync();
            Console.WriteLine($"plain {plain.Urls.Single()}");
            Console.WriteLine($"framework {framework.Urls.Single()}");
            Console.WriteLine($"token-server {token.Urls.Single()}");
            Console.WriteLine($"token {Applications.IssueToken(tokenKey)}");
            Console.WriteLine($"quantum {quantum.Urls.Single()}");
            Console.WriteLine($"hub-plain {plainHub.Urls.Single()}");
            Console.WriteLine($"hub-quantum {quantumHub.Urls.Single()}");
            Console.WriteLine($"tcp {tls.PlainPort}");
            Console.WriteLine($"tls {tls.Port}");
            Console.WriteLine($"openssl {(OperatingSystem.IsWindows() ? 0 : SafeEvpPKeyHandle.OpenSslVersion):x}");
            Console.WriteLine(Ready);
            await Task.Factory.StartNew(TellUsage, TaskCreationOptions.LongRunning); // no thread of the pool waits
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static void TellUsage()
    {
        while (Console.ReadLine() is not null)
        {
            FormattableString usage = $"{Environment.CpuUsage.TotalTime.TotalMicroseconds} {GC.GetTotalAllocatedBytes(precise: true)}";
            Console.WriteLine(usage.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>An application in production, without logs, on a free port.</summary>
    public static WebApplicationBuilder CreateBuilder()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        return builder;
    }
}
