using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace QuantumAttributes.AspNetCore;

/// <summary>The address that limits count for.</summary>
internal static class ClientAddress
{
    private const int NetworkSize = 8; // of the 16 bytes of an IPv6 address: what one subscriber has (RFC 6177)

    public static string Of(HttpContext context) => context.Connection.RemoteIpAddress is { } address ? Of(address) : "";

    internal static string Of(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address.ToString();
        byte[] network = address.GetAddressBytes();
        network.AsSpan(NetworkSize).Clear();
        return $"{new IPAddress(network)}/64";
    }
}
