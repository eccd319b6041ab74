using QuantumAttributes.Channels.Discovery;
using QuantumAttributes.Channels.Keys;

namespace QuantumAttributes.Channels.Tests.Support;

/// <summary>What sources in memory answer, which never wait.</summary>
internal static class InMemorySources
{
    public static IReadOnlyList<ChannelKey> GetKeys(this RotatingChannelKeySource keys, string origin) => Answer(keys.GetKeysAsync(origin, default));

    public static DiscoveryDocument GetDocument(this DiscoveryPublisher publisher, string origin) => Answer(publisher.GetDocumentAsync(origin, default));

    public static string GetJws(this DiscoveryPublisher publisher, string origin) => Answer(publisher.GetJwsAsync(origin, default));

    public static IReadOnlyList<ushort>? FindSuites(this DiscoveryPublisher publisher, string origin, ReadOnlySpan<byte> hash) =>
        Answer(publisher.FindSuitesAsync(origin, hash.ToArray(), default));

    private static T Answer<T>(ValueTask<T> task)
    {
        Assert.True(task.IsCompleted);
        return task.GetAwaiter().GetResult();
    }
}
