using System.Security.Cryptography;
using QuantumAttributes.Channels.Client;
using QuantumAttributes.Channels.Records;
using QuantumAttributes.Channels.Server;

namespace QuantumAttributes.Benchmarks.Channels;

/// <summary>
/// A body of 1 MiB from a client's hand to a server's, in frames of 64 KiB through the streams of the record layer and both heads, against
/// AES-256-GCM alone over the same bytes.
/// </summary>
internal static class BulkComparison
{
    private const int Frames = 16;

    private static readonly byte[] _body = RandomNumberGenerator.GetBytes(Frames * Frame.MaxPlaintext);

    public static Comparison Create() => new("channel-bulk", new Contestant("ours", ThroughChannel()), new Contestant("AES-256-GCM", Bare()), []);

    private static Action ThroughChannel()
    {
        var server = new LocalServer();
        ClientChannel client = server.Open();
        var head = new RequestHead("POST", "/bulk", HasBody: true);
        var wire = new byte[_body.Length + (Frames * FrameSealer.Overhead)];
        var received = new byte[_body.Length];
        return () => TransferAsync().GetAwaiter().GetResult();

        async Task TransferAsync()
        {
            using SealedRequest record = await client.SealAsync(head, new ProtectedHeaders(), default)
                ?? throw new InvalidOperationException("The channel has ended.");
            await using (var sealing = new SealingStream(new MemoryStream(wire), record.SealBody()!))
            {
                await sealing.WriteAsync(_body);
                await sealing.CompleteAsync();
            }

            RecordResult result = await server.Channels.OpenAsync(record.Field.ToString(), head, default);
            using OpenedRequest request = result.Request ?? throw new InvalidOperationException($"The record is {result.Outcome}.");
            await using var opening = new OpeningStream(new MemoryStream(wire), request.OpenBody()!);
            await opening.ReadExactlyAsync(received);
            if (await opening.ReadAsync(received.AsMemory(0, 1)) != 0 || !opening.IsComplete)
                throw new InvalidOperationException("The body is not whole.");
        }
    }

    private static Action Bare()
    {
        var aead = new AesGcm(RandomNumberGenerator.GetBytes(32), Frame.TagSize);
        var nonce = new byte[12];
        var tag = new byte[Frame.TagSize];
        var ciphertext = new byte[_body.Length];
        var received = new byte[_body.Length];
        return () =>
        {
            for (int start = 0; start < _body.Length; start += Frame.MaxPlaintext)
            {
                Span<byte> frame = ciphertext.AsSpan(start, Frame.MaxPlaintext);
                aead.Encrypt(nonce, _body.AsSpan(start, Frame.MaxPlaintext), frame, tag);
                aead.Decrypt(nonce, frame, tag, received.AsSpan(start, Frame.MaxPlaintext));
            }
        };
    }
}
