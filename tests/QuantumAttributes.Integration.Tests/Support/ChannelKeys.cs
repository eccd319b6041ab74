using System.Reflection;
using QuantumAttributes.Channels.Client;

namespace QuantumAttributes.Integration.Tests.Support;

/// <summary>The secrets of a channel, which the library shows to nobody.</summary>
internal static class ChannelKeys
{
    private const BindingFlags Hidden = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public;

    /// <summary>Header key, body key, iv and response secret.</summary>
    public static List<byte[]> Of(ClientChannel channel)
    {
        object secrets = typeof(ClientChannel).GetProperty("Secrets", Hidden)!.GetValue(channel)!;
        return [.. secrets.GetType().GetProperties(Hidden).Where(property => property.PropertyType == typeof(byte[]))
            .Select(property => (byte[])property.GetValue(secrets)!)];
    }
}
