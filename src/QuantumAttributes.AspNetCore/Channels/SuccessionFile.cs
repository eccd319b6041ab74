using Microsoft.Extensions.Logging;
using QuantumAttributes.AspNetCore.Status;
using QuantumAttributes.Channels;
using QuantumAttributes.Channels.Discovery;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.AspNetCore.Channels;

/// <summary>
/// The successions of the identity that discovery documents list: a file with a compact JWS a line, as <c>quantum keys succession</c> writes
/// them. Read whenever a document is signed, so that a new line needs no restart.
/// </summary>
/// <remarks>Safe to use from several threads.</remarks>
internal sealed class SuccessionFile(string? path, ProviderSet providers, TimeProvider time, ILogger<SuccessionFile> logger)
{
    private volatile IReadOnlyList<Link> _links = [];

    /// <summary>The links of an origin that count now, in their order.</summary>
    public IReadOnlyList<string> For(string origin)
    {
        try
        {
            Read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ChannelException)
        {
            QuantumLog.SuccessionsNotRead(logger, path!, e); // those of the last reading still lead clients here
        }

        DateTimeOffset now = time.GetUtcNow();
        return [.. _links
            .Where(link => link.Succession.Origin == origin && link.Succession.IsValidAt(now))
            .OrderBy(link => link.Succession.Sequence)
            .TakeLast(IdentitySuccession.MaxLinks)
            .Select(link => link.Jws)];
    }

    /// <summary>Reads the file.</summary>
    /// <exception cref="IOException">It cannot be read; also <see cref="UnauthorizedAccessException"/>.</exception>
    /// <exception cref="ChannelException">A line of it is not a succession that the old key signed.</exception>
    public void Read()
    {
        if (path is not null)
            _links = [.. File.ReadLines(path).Where(line => line.Length > 0).Select(line => new Link(line, IdentitySuccession.Verify(line, providers)))];
    }

    private sealed record Link(string Jws, IdentitySuccession Succession);
}
