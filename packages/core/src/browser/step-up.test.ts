import { describe, expect, it } from 'vitest'
import { stepUpChallenge } from './step-up.ts'

const challenge = (header: string, status = 401) => stepUpChallenge(new Response(null, { status, headers: { 'www-authenticate': header } }))
const ERROR = 'error="insufficient_user_authentication"'

describe('stepUpChallenge', () => {
  it('R-84 reads how fresh and how strong the sign-in has to be', () => {
    expect(challenge(`Bearer ${ERROR}, error_description="A \\"fresher\\" one, please", max_age="60", acr_values="gold silver"`)).toEqual({
      maxAge: '60s',
      acrValues: ['gold', 'silver'],
    })
    expect(challenge(`DPoP realm="x", ${ERROR}, max_age=5`)).toEqual({ maxAge: '5s' })
    expect(challenge(`bearer ${ERROR}, acr_values="gold"`)).toEqual({ acrValues: ['gold'] })
  })

  it('asks for a fresh sign-in when the challenge names nothing', () => {
    expect(challenge(`Bearer ${ERROR}`)).toEqual({ maxAge: '0s' })
    expect(challenge(`Bearer ${ERROR}, max_age="-1"`)).toEqual({ maxAge: '0s' })
  })

  it('looks only at the challenge that asks for it', () => {
    expect(challenge(`Basic realm="max_age=1, a", Bearer ${ERROR}, max_age="9", Digest max_age="1"`)).toEqual({ maxAge: '9s' })
    expect(challenge(`Negotiate abc==, Bearer ${ERROR}, max_age=3`)).toEqual({ maxAge: '3s' })
  })

  it('is null for every other response', () => {
    expect(challenge('Bearer error="invalid_token"')).toBeNull()
    expect(challenge(`Bearer error_description="${'insufficient_user_authentication'}"`)).toBeNull()
    expect(challenge(`Bearer ${ERROR}`, 403)).toBeNull()
    expect(challenge('')).toBeNull()
    expect(stepUpChallenge(new Response(null, { status: 401 }))).toBeNull()
  })
})
