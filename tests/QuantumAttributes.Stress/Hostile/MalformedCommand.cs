using System.Net.Http.Headers;
using QuantumAttributes.Channels.Client;
using QuantumAttributes.Channels.Records;
using QuantumAttributes.Cryptography;
using QuantumAttributes.Testing;

namespace QuantumAttributes.Stress.Hostile;

/// <summary>Handshakes, records, bodies and signatures, damaged: every one a refusal of ours, and the server as it was before.</summary>
internal static class MalformedCommand
{
    private const int Kinds = 4;
    private const double MegaByte = 1024 * 1024;
    private const double MostHeapGrowth = 2;
    private const double MostResidentGrowth = 32;

    public static async Task<Verdict> RunAsync(int count, int seed)
    {
        using HostileServer server = await HostileServer.StartAsync(ServerChild.Unlimited);
        using HttpClient http = server.CreateClient();
        var random = new Random(seed);
        using ChannelOpening opening = ChannelOpening.Begin(
            await HostileServer.DiscoverAsync(http), server.Client, ProviderSet.Default, TimeProvider.System);
        int refused = 0, other = 0;
        (double heap, double resident) = (0, 0);
        ClientChannel channel = await HostileServer.OpenChannelAsync(http);
        for (int i = 0; i < count; i++)
        {
            if (i % 1000 == 0)
                channel = await ReplaceAsync(channel, http);
            if (i == count / 5) // by then everything has been used once
                (heap, resident) = await MeasureAsync(server, http);
            string? fault = await SendAsync(i % Kinds, random, server, http, opening.Request, channel);
            if (fault is null)
                refused++;
            else if (other++ < 10)
                Console.WriteLine($"        {i}: {fault}");
        }

        channel.Dispose();
        (double heapAfter, double residentAfter) = await MeasureAsync(server, http);
        bool serves = await ServesAsync(http);
        return new Verdict(
            other == 0 && serves && heapAfter - heap <= MostHeapGrowth && residentAfter - resident <= MostResidentGrowth,
            FormattableString.Invariant($"seed {seed}, {count} malformed, {refused} refused with 4xx problem+json, {other} otherwise; heap in use {heap:F1} -> ")
            + FormattableString.Invariant($"{heapAfter:F1} MiB, resident {resident:F0} -> {residentAfter:F0} MiB; serves afterwards: {serves}"));
    }

    private static async Task<ClientChannel> ReplaceAsync(ClientChannel channel, HttpClient http)
    {
        channel.Dispose();
        return await HostileServer.OpenChannelAsync(http);
    }

    private static async Task<(double Heap, double Resident)> MeasureAsync(HostileServer server, HttpClient http) =>
        (await HostileServer.HeapAsync(http) / MegaByte, server.ResidentBytes / MegaByte);

    private static async Task<bool> ServesAsync(HttpClient http)
    {
        using ClientChannel channel = await HostileServer.OpenChannelAsync(http);
        return await (await CapturedRequest.OfRecordAsync(channel)).IsExecutedAsync(http);
    }

    // Null where it was refused as it has to be.
    private static async Task<string?> SendAsync(
        int kind, Random random, HostileServer server, HttpClient http, ReadOnlyMemory<byte> handshake, ClientChannel channel)
    {
        switch (kind)
        {
            case 0:
                return await JudgeAsync(await HostileServer.PostHandshakeAsync(http, Mutations.Mutate(random, handshake.Span), CancellationToken.None));
            case 1:
                CapturedRequest signed = CapturedRequest.OfSignature(server, server.Client);
                int damaged = random.Next(signed.Headers.Count);
                return await JudgeAsync(await (signed with
                {
                    Headers = [.. signed.Headers.Select((header, i) => i == damaged ? (header.Name, Mutations.Mutate(random, header.Value)) : header)],
                }).SendAsync(http));
            case 2:
                using (SealedRequest record = await CapturedRequest.SealAsync(channel, "POST", "/echo", hasBody: true))
                    return await JudgeAsync(await SendRecordAsync(http, MutateField(random, record), await CapturedRequest.SealBodyAsync(record)));
            default:
                using (SealedRequest record = await CapturedRequest.SealAsync(channel, "POST", "/echo", hasBody: true))
                {
                    byte[] frames = Mutations.Mutate(random, await CapturedRequest.SealBodyAsync(record));
                    return JudgeSealed(record, await SendRecordAsync(http, record.Field.ToString(), frames));
                }
        }
    }

    // Some texts are others for the same field: those are not malformed.
    private static string MutateField(Random random, SealedRequest record)
    {
        string mutated;
        RequestField? read;
        do
        {
            mutated = Mutations.Mutate(random, record.Field.ToString());
            read = RequestField.Parse(mutated);
        }
        while (read?.ToString() == record.Field.ToString());
        return mutated;
    }

    private static Task<HttpResponseMessage> SendRecordAsync(HttpClient http, string field, byte[] frames)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/echo") { Content = new ByteArrayContent(frames) };
        request.Headers.TryAddWithoutValidation(RequestField.Name, field);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(RequestHead.ContentType);
        return http.SendAsync(request);
    }

    private static async Task<string?> JudgeAsync(HttpResponseMessage response)
    {
        using (response)
        {
            bool refusal = (int)response.StatusCode is >= 400 and < 500
                && response.Content.Headers.ContentType?.MediaType == "application/problem+json"
                && (await response.Content.ReadAsStringAsync()).Contains("urn:quantumattributes:problem:", StringComparison.Ordinal);
            return refusal ? null : $"{(int)response.StatusCode} {response.Content.Headers.ContentType}";
        }
    }

    // The record was authentic, so that its refusal comes sealed.
    private static string? JudgeSealed(SealedRequest record, HttpResponseMessage response)
    {
        using (response)
        {
            OpenedResponse? opened = response.Headers.TryGetValues(RequestField.Name, out IEnumerable<string>? values)
                ? record.OpenResponse(values.Single(), (int)response.StatusCode)
                : null;
            bool refusal = (int)response.StatusCode is >= 400 and < 500
                && opened?.Headers.Fields["content-type"].Single() == "application/problem+json";
            return refusal ? null : $"{(int)response.StatusCode} to a body that is none";
        }
    }
}
