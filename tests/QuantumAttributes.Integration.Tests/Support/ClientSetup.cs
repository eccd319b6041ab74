using System.Net;
using Microsoft.Extensions.DependencyInjection;
using QuantumAttributes.Client;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Integration.Tests.Support;

/// <summary>What a test wants otherwise than a client has it by default: a channel to the server's own identity, nobody signed in.</summary>
internal sealed record ClientSetup
{
    public bool Channel { get; init; } = true;

    public Action<QuantumChannelOptions>? Identity { get; init; }

    public SigningKey? Key { get; init; }

    public RequestSigning Signing { get; init; } = RequestSigning.WhenAsked;

    public TimeProvider? Time { get; init; }

    /// <summary>Where the client's connections go instead of to the server.</summary>
    public IPEndPoint? Through { get; init; }

    public Action<IHttpClientBuilder>? Configure { get; init; }
}
