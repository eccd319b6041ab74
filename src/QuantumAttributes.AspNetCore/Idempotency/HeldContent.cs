using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using QuantumAttributes.Channels.Server;

namespace QuantumAttributes.AspNetCore.Idempotency;

/// <summary>The body of a request with an idempotency key, held in memory, and what the whole request asks for in one digest.</summary>
internal static class HeldContent
{
    // Read in another way, the same bytes are another request.
    private static readonly string[] ContentFields = ["content-type", "content-encoding", "authorization", "cookie"];

    /// <summary>Reads the whole body and gives it to the application from memory. Null where it is longer than this.</summary>
    /// <exception cref="IOException">The body is not authentic or not whole.</exception>
    public static async Task<MemoryStream?> ReadAsync(HttpRequest request, int maxLength, CancellationToken cancellationToken)
    {
        if (request.ContentLength > maxLength)
            return null;
        var content = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await request.Body.ReadAsync(buffer, cancellationToken) is > 0 and var count)
        {
            content.Write(buffer, 0, count);
            if (content.Length > maxLength)
                return null;
        }

        content.Position = 0;
        request.Body = content;
        return content;
    }

    /// <summary>
    /// SHA-256 over <c>lp("qc1 idempotent") | lp(origin) | lp(method) | lp(target) | for each content field: u32 count, lp(value)… |
    /// SHA-256(body)</c>.
    /// </summary>
    public static byte[] Fingerprint(OpenedRequest request, string method, string target, MemoryStream content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, "qc1 idempotent");
        Append(hash, request.Channel.Origin);
        Append(hash, method);
        Append(hash, target);
        foreach (string field in ContentFields)
        {
            IReadOnlyList<string> values = request.Headers.Fields.GetValueOrDefault(field) ?? [];
            AppendCount(hash, values.Count);
            foreach (string value in values)
                Append(hash, value);
        }

        hash.AppendData(SHA256.HashData(content.GetBuffer().AsSpan(0, (int)content.Length)));
        return hash.GetHashAndReset();
    }

    private static void Append(IncrementalHash hash, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        AppendCount(hash, bytes.Length);
        hash.AppendData(bytes);
    }

    private static void AppendCount(IncrementalHash hash, int count)
    {
        Span<byte> prefix = stackalloc byte[4];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(prefix, count);
        hash.AppendData(prefix);
    }
}
