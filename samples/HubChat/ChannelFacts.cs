namespace HubChat;

/// <summary>What the server knows of the channel that a client's connection is in.</summary>
/// <param name="Id">Its name, which the connection's handshake gave it.</param>
/// <param name="Suite">The suite of the latest handshake.</param>
/// <param name="SignedInAs">Who the client is, by that handshake.</param>
/// <param name="Renewed">When the latest handshake was: the one of the connect, or a renewal inside the connection.</param>
internal sealed record ChannelFacts(string Id, string Suite, string SignedInAs, DateTimeOffset Renewed);
