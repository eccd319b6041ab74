using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Text;
using QuantumAttributes.Cryptography;

namespace Quickstart.Client;

/// <summary>A customer of the bank, and the attacker in between.</summary>
internal static class BankCustomer
{
    private static readonly Transfer Payment = new("Grace", 100);

    /// <summary>Visits the bank, tries what must be refused, and reports. The exit code of the program.</summary>
    public static async Task<int> VisitAsync(Uri bank, CustomerState state, CancellationToken cancellation)
    {
        var wire = new Wire();
        await using ServiceProvider services = Configure(bank, state, wire);
        var clients = services.GetRequiredService<IHttpClientFactory>();
        HttpClient customer = clients.CreateClient("customer");
        HttpClient stranger = clients.CreateClient("stranger");
        HttpClient classical = clients.CreateClient("classical");
        var report = new Report();
        string status = "";
        int transfers = -1;

        Console.WriteLine($"{Environment.NewLine}QuantumAttributes quickstart: a customer visits {bank}{Environment.NewLine}");
        await report.StepAsync("a stranger opens a channel and enrols a customer's ML-DSA-65 key", async () =>
            Expect(HttpStatusCode.NoContent, await stranger.PostAsJsonAsync("/customers", Enrolment(state.Key), QuickstartJson.Default.Enrolment, cancellation)));

        await report.StepAsync("the customer opens a channel, signed in by the handshake", async () =>
        {
            HttpResponseMessage answer = await customer.GetAsync("/transfers", cancellation);
            status = string.Join(", ", answer.Headers.TryGetValues("Quantum-Status", out var values) ? values : []);
            return Expect(HttpStatusCode.OK, answer)
                ?? (status.Contains("mlkem768-x25519") && status.Contains("ml-dsa-65") ? null : $"Quantum-Status is '{status}'");
        });

        await report.StepAsync("a transfer in the channel is accepted, its receipt signed", async () =>
        {
            wire.StartRecording();
            HttpResponseMessage answer = await PostAsync(customer, cancellation);
            wire.StopRecording();
            if (Expect(HttpStatusCode.Created, answer) is { } problem)
                return problem;
            Receipt? receipt = await answer.Content.ReadFromJsonAsync(QuickstartJson.Default.Receipt, cancellation);
            transfers = await CountAsync(customer, cancellation);
            return Verify(receipt?.Document);
        });

        await report.StepAsync("the recorded transfer, replayed byte for byte, is refused", async () =>
            Expect(HttpStatusCode.Unauthorized, await wire.ReplayAsync(bank, cancellation)));
        await report.StepAsync("the transfer with one flipped bit is refused", async () =>
        {
            wire.FlipOneBit();
            return Expect(HttpStatusCode.BadRequest, await PostAsync(customer, cancellation));
        });
        await report.StepAsync("the transfer without a channel is refused", async () =>
            Expect(HttpStatusCode.UpgradeRequired, await PostAsync(classical, cancellation)));
        await report.StepAsync("the transfer in a channel, but without a key, is refused", async () =>
            Expect(HttpStatusCode.Unauthorized, await PostAsync(stranger, cancellation)));
        await report.StepAsync("and none of the four was carried out", async () =>
            await CountAsync(customer, cancellation) is var after && after == transfers ? null : $"there are {after - transfers} transfers more");

        await report.StepAsync("the agent 'documents' signs a document, and the signature verifies", async () =>
        {
            HttpResponseMessage answer = await customer.PostAsJsonAsync(
                "/agents/document.sign", new Document("to whom it may concern"), QuickstartJson.Default.Document, cancellation);
            return Expect(HttpStatusCode.OK, answer)
                ?? Verify(await answer.Content.ReadFromJsonAsync(QuickstartJson.Default.SignedDocument, cancellation));
        });
        double latency = double.NaN;
        await report.StepAsync("twenty-one requests more in the open channel", async () =>
        {
            latency = await MeasureAsync(customer, cancellation);
            return null;
        });

        report.Summarize(bank, KnownIdentity(state, bank), status, latency, wire);
        return report.ExitCode;
    }

    private static ServiceProvider Configure(Uri bank, CustomerState state, Wire wire)
    {
        var services = new ServiceCollection();
        services.AddHttpClient("customer", client => client.BaseAddress = bank)
            .ConfigurePrimaryHttpMessageHandler(wire.CreateHandler)
            .AddQuantumChannel(channel => channel.RememberFirstIdentity(state.KnownBanks))
            .AddQuantumAuth(state.Key);
        services.AddHttpClient("stranger", client => client.BaseAddress = bank)
            .ConfigurePrimaryHttpMessageHandler(wire.CreateHandler)
            .AddQuantumChannel(channel => channel.RememberFirstIdentity(state.KnownBanks));
        services.AddHttpClient("classical", client => client.BaseAddress = bank)
            .ConfigurePrimaryHttpMessageHandler(wire.CreateHandler);
        return services.BuildServiceProvider();
    }

    private static Enrolment Enrolment(SigningKey key) => new("Ada", key.VerifyingKey.ExportSubjectPublicKeyInfoPem());

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, CancellationToken cancellation) =>
        client.PostAsJsonAsync("/transfers", Payment, QuickstartJson.Default.Transfer, cancellation);

    private static async Task<int> CountAsync(HttpClient customer, CancellationToken cancellation) =>
        await customer.GetFromJsonAsync("/transfers", QuickstartJson.Default.Int32, cancellation);

    // The median, in milliseconds.
    private static async Task<double> MeasureAsync(HttpClient customer, CancellationToken cancellation)
    {
        var times = new double[21];
        for (int i = 0; i < times.Length; i++)
        {
            long started = Stopwatch.GetTimestamp();
            await CountAsync(customer, cancellation);
            times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }

        Array.Sort(times);
        return times[times.Length / 2];
    }

    private static string? Expect(HttpStatusCode expected, HttpResponseMessage answer) => Expect(expected, (int)answer.StatusCode);

    private static string? Expect(HttpStatusCode expected, int status) =>
        status == (int)expected ? null : $"the answer was {status}, not {(int)expected}";

    private static string? Verify(SignedDocument? document)
    {
        if (document is null)
            return "there is no document";
        using VerifyingKey key = VerifyingKey.ImportFromPem(document.KeyPem);
        return key.Verify(Encoding.UTF8.GetBytes(document.Text), Base64Url.DecodeFromChars(document.Signature)) ? null : "the signature is wrong";
    }

    private static string KnownIdentity(CustomerState state, Uri bank) => File.Exists(state.KnownBanks)
        ? File.ReadLines(state.KnownBanks).Select(line => line.Split(' '))
            .FirstOrDefault(line => line[0] == bank.GetLeftPart(UriPartial.Authority))?[1] ?? "(none)"
        : "(none)";
}
