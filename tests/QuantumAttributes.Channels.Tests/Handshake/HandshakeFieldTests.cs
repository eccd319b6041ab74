using System.Text.Json.Nodes;
using QuantumAttributes.Channels.Client;
using QuantumAttributes.Channels.Discovery;
using QuantumAttributes.Channels.Server;
using QuantumAttributes.Channels.Tests.Reference;
using QuantumAttributes.Channels.Tests.Support;
using QuantumAttributes.Cryptography;
using JsonObject = System.Text.Json.Nodes.JsonObject;

namespace QuantumAttributes.Channels.Tests.Handshake;

/// <summary>Every field of a handshake changed, dropped, doubled and exchanged: refused, or a channel that is not weaker for it.</summary>
public sealed class HandshakeFieldTests : IDisposable
{
    private static readonly byte[] Seed = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    private readonly TestServer _server = new();
    private readonly ReferenceServer _reference = new(Seed);

    public HandshakeFieldTests() => _server.Admit(TestServer.Alice);

    public void Dispose() => _server.Dispose();

    // What somebody on the path can do to message 1: no part of it can be another, be away, come twice or in another place.
    [Fact]
    public async Task Given_Message1_When_AnyOfItsPartsIsTamperedWith_Expect_NoChannel()
    {
        byte[] request = Write(Fields);
        int tried = 0;
        foreach (byte[][] tampered in Tamper(Split(request, 1, 2, 8, 1120, 1216)))
        {
            HandshakeResult result = await _server.AcceptAsync(Bits.Join(tampered));
            Assert.NotEqual(HandshakeOutcome.Accepted, result.Outcome);
            Assert.Null(result.Channel);
            tried++;
        }

        Assert.Equal(39, tried);
        Assert.Equal(HandshakeOutcome.Accepted, (await _server.AcceptAsync(request)).Outcome);
    }

    [Fact]
    public async Task Given_Message2_When_AnyOfItsPartsIsTamperedWith_Expect_ChannelException()
    {
        int tried = 0;
        using ChannelOpening model = _server.Begin();
        int variants = Tamper(Split((await _server.AcceptAsync(model.Request)).Response.ToArray(), 1120)).Count();
        for (int i = 0; i < variants; i++)
        {
            using ChannelOpening opening = _server.Begin();
            byte[] answer = (await _server.AcceptAsync(opening.Request)).Response.ToArray();
            byte[] tampered = Bits.Join(Tamper(Split(answer, 1120)).ElementAt(i));
            Assert.Throws<ChannelException>(() => opening.Complete(tampered));
            tried++;
        }

        Assert.Equal(9, tried);
    }

    // What a client that knows the keys can say in payload 1: the channel that it gets, if any, is the server's to grant.
    [Fact]
    public async Task Given_Payload1_When_AnyOfItsFieldsIsTamperedWith_Expect_NoChannelOrNoneThatIsWeaker()
    {
        int refused = 0, accepted = 0;
        for (int i = 0, variants = TamperFields(Fields(new byte[32])).Count(); i < variants; i++)
        {
            int variant = i;
            HandshakeResult result = await _server.AcceptAsync(Write(hash => TamperFields(Fields(hash)).ElementAt(variant)));
            if (result.Channel is { } channel)
            {
                Assert.Equal(ChannelSuite.MLKem768X25519, channel.Suite);
                Assert.InRange(channel.Lifetime, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(300));
                Assert.True(channel.ClientKeyId is null || channel.ClientKeyId == TestServer.Alice.VerifyingKey.Thumbprint);
                accepted++;
            }
            else
            {
                Assert.NotEqual(HandshakeOutcome.Accepted, result.Outcome);
                refused++;
            }
        }

        // Let through: another list of suites that holds this one, another policy, time or lifetime in range, and no sign-in at all.
        Assert.Equal((41, 5), (refused, accepted));
    }

    // What a server that knows the keys can say in payload 2: a client believes only what does not weaken what it asked for.
    [Fact]
    public void Given_Payload2_When_AnyOfItsFieldsIsTamperedWith_Expect_ChannelExceptionOrNoChannelThatIsWeaker()
    {
        int refused = 0, accepted = 0;
        byte[] kid = TestServer.Alice.VerifyingKey.Thumbprint.ToArray();
        foreach (byte[][] fields in TamperFields(Payloads.ServerFields(acceptedKeyId: kid)))
        {
            DiscoveryDocument document = _reference.Publish(_server.Clock.GetUtcNow());
            using ChannelOpening opening = ChannelOpening.Begin(document, TestServer.Alice, ProviderSet.Default, _server.Clock);
            _reference.ReadRequest(opening.Request.ToArray());
            byte[] message = _reference.Respond(Cbor.PaddedMap(fields)).Message2;
            try
            {
                using ClientChannel channel = opening.Complete(message);
                Assert.InRange(channel.Lifetime, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(300));
                accepted++;
            }
            catch (ChannelException)
            {
                refused++;
            }
        }

        // Let through: another channel id, a shorter lifetime, another clock, smaller frames, the other place of the replay window.
        Assert.Equal((41, 5), (refused, accepted));
    }

    [Fact]
    public void Given_ADocument_When_AnyMemberIsTamperedWith_Expect_ChannelExceptionOrAnotherIdentity()
    {
        Jws signed = Jws.Parse(_server.Discovery.GetJws(TestServer.Origin));
        string[] members = [.. JsonNode.Parse(signed.PayloadJson)!.AsObject().Select(member => member.Key)];
        Assert.Equal(8, members.Length);
        foreach (string member in members)
        {
            foreach (Action<JsonObject> change in TamperMember(member))
            {
                Jws tampered = signed.WithPayload(change);
                Assert.NotEqual(signed.Payload, tampered.Payload);
                Assert.Throws<ChannelException>(() => DiscoveryDocument.Verify(tampered.ToString()));
                Assert.Throws<ChannelException>(() => DiscoveryDocument.Verify(tampered.SignedBy(TestServer.Bob))); // under the server's jwk
            }
        }
    }

    private byte[][] Fields(byte[] hash) =>
        Payloads.ClientFields(_server.Discover().Hash.ToArray(), ReferenceClient.Authentication(TestServer.Alice, hash));

    private byte[] Write(Func<byte[], byte[][]> fields) =>
        new ReferenceClient(_server.Key.PublicKey.ToArray()).WriteRequest(hash => Cbor.PaddedMap(fields(hash)));

    private static byte[][] Split(byte[] message, params int[] lengths)
    {
        var parts = new List<byte[]>();
        foreach (int length in lengths)
        {
            parts.Add(message[..length]);
            message = message[length..];
        }

        return [.. parts, message];
    }

    // Each part flipped in its first and its last bit, zeroed, dropped and doubled; each two exchanged.
    private static IEnumerable<byte[][]> Tamper(byte[][] parts)
    {
        for (int i = 0; i < parts.Length; i++)
        {
            byte[][] before = parts[..i], after = parts[(i + 1)..];
            byte[] part = parts[i];
            yield return [.. before, [(byte)(part[0] ^ 0x80), .. part[1..]], .. after];
            yield return [.. before, new byte[part.Length], .. after];
            yield return [.. before, .. after];
            yield return [.. before, part, part, .. after];
            for (int j = i + 1; j < parts.Length; j++)
                yield return Exchange(parts, i, j, 1);
        }
    }

    // Each field dropped and doubled, with the value of the next and with another of its own kind; each two exchanged; one that nobody knows.
    private static IEnumerable<byte[][]> TamperFields(byte[][] fields)
    {
        for (int i = 0; i < fields.Length; i += 2)
        {
            byte[] key = fields[i], value = fields[i + 1];
            byte[][] before = fields[..i], after = fields[(i + 2)..];
            yield return [.. before, .. after];
            yield return [.. before, key, value, key, value, .. after];
            yield return [.. before, Cbor.UInt(9), value, .. after];
            yield return [.. before, key, fields[(i + 3) % fields.Length], .. after];
            yield return [.. before, key, Another(value), .. after];
            for (int j = i + 2; j < fields.Length; j += 2)
                yield return Exchange(fields, i, j, 2);
        }

        yield return [.. fields, Cbor.UInt(8), Cbor.UInt(0)];
    }

    private static byte[][] Exchange(byte[][] all, int i, int j, int size) =>
        [.. all[..i], .. all[j..(j + size)], .. all[(i + size)..j], .. all[i..(i + size)], .. all[(j + size)..]];

    // A number one less or more, a list with one more, bytes with the last bit flipped.
    private static byte[] Another(byte[] value) => (value[0] >> 5) switch
    {
        0 => [.. value[..^1], (byte)(value[^1] ^ 1)],
        4 => Cbor.Array(Cbor.UInt(1), Cbor.UInt(0xfffe)),
        _ => [.. value[..^1], (byte)(value[^1] ^ 1)],
    };

    private static IEnumerable<Action<JsonObject>> TamperMember(string member)
    {
        yield return payload => payload.Remove(member);
        yield return payload => payload[member] = payload[member]!.GetValueKind() == System.Text.Json.JsonValueKind.Number ? 99 : "other";
        yield return payload =>
        {
            JsonNode value = payload[member]!.DeepClone();
            int at = payload.IndexOf(member);
            payload.Remove(member);
            payload.Insert(at == 0 ? 1 : at - 1, member, value); // exchanged with its neighbour
        };
        if (member is "keys" or "suites")
            yield return payload => payload[member] = new JsonArray();
    }
}
